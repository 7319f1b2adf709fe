import type { FormName } from "../../../../src/index.ts";

/** JSON texts that their form reads. */
export const JSON_SAMPLES: { readonly [Name in FormName]?: readonly string[] } = {
  cri: [
    '[{"host_id":5,"container_id":0,"length":2},{"hostId":9,"containerId":2,"length":1}]',
    '{"mode":0,"uids":[{"host_id":5,"length":2}],"gids":[{"host_id":6,"length":2}]}',
  ],
  oci: [
    '[{"containerID":0,"hostID":5,"size":2}]',
    '{"linux":{"uidMappings":[{"containerID":0,"hostID":5,"size":2}],"gidMappings":[{"containerID":0,"hostID":6,"size":2}]}}',
    '{"uidMappings":[{"containerID":0,"hostID":5,"size":2}]}',
    '{"linux":{"namespaces":[{"type":"user","path":"a"}]}}',
  ],
  "kubelet-userns": [
    '{"uidMappings":[{"hostId":5,"containerId":0,"length":2}],"gidMappings":[{"hostId":6,"containerId":0,"length":2}]}',
  ],
  "incus-json": [
    '[{"Isuid":true,"Isgid":false,"Hostid":5,"Nsid":0,"Maprange":2},{"Isuid":false,"Isgid":true,"Hostid":6,"Nsid":0,"Maprange":2}]',
  ],
  "podman-json": [
    '[{"container_id":0,"host_id":5,"size":2}]',
    '{"host":{"idMappings":{"uidmap":[{"container_id":0,"host_id":5,"size":2}],"gidmap":[{"container_id":0,"host_id":6,"size":2}]}}}',
    '[{"HostConfig":{"IDMappings":{"UidMap":["0:5:2"],"GidMap":["0:6:2"]}}}]',
    '{"idMappings":{"uidmap":["0:5:2"]},"gidmap":["0:6:2"]}',
    '{"idMappings":{"uidmap":null,"gidmap":null}}',
  ],
  "userns-remap": ['{"userns-remap":"bo","x":1}'],
};
