/** What the part `pods` of the course explains. */
export const POD_TERMS = {
  kubelet: {
    name: { en: "kubelet", de: "Kubelet" },
    says: {
      en: "The program of Kubernetes on each node. It gives pods their ranges.",
      de: "Das Programm von Kubernetes auf jedem Knoten. Es vergibt die ID-Bereiche an die Pods.",
    },
    forms: { en: ["kubelet", "kubelets"], de: ["Kubelet", "Kubelets"] },
  },
  "host-users": {
    name: { en: "hostUsers", de: "hostUsers" },
    says: {
      en: "The field of a pod that says whether it is in the host's user namespace. `false` gives it one of its own.",
      de: "Das Feld eines Pods, das sagt, ob er im User-Namespace des Hosts ist. Mit `false` bekommt er einen eigenen.",
    },
    forms: { en: ["hostUsers"], de: ["hostUsers"] },
  },
  range: {
    name: { en: "range", de: "ID-Bereich" },
    says: {
      en: "Host IDs in a row that belong to one pod.",
      de: "Aufeinanderfolgende IDs des Hosts, die einem Pod gehören.",
    },
    forms: { en: ["range", "ranges"], de: ["ID-Bereich", "ID-Bereiche", "ID-Bereichs", "ID-Bereichen"] },
  },
  slot: {
    name: { en: "slot", de: "Platz" },
    says: {
      en: "A place in the pool for one pod, as long as every other.",
      de: "Ein Stück des Vorrats für einen Pod. Alle sind gleich lang.",
    },
    forms: { en: ["slot", "slots"], de: ["Platz", "Plätze", "Plätzen"] },
  },
  pool: {
    name: { en: "pool", de: "Vorrat" },
    says: {
      en: "All host IDs from which pods get their ranges.",
      de: "Alle IDs des Hosts, aus denen die Pods ihre ID-Bereiche bekommen.",
    },
    forms: { en: ["pool", "pools"], de: ["Vorrat", "Vorrats", "Vorräte"] },
  },
  strategy: {
    name: { en: "strategy", de: "Strategie" },
    says: { en: "The rule by which a free slot is chosen.", de: "Die Regel, nach der ein freier Platz gewählt wird." },
    forms: { en: ["strategy", "strategies"], de: ["Strategie", "Strategien"] },
  },
  "subordinate-ids": {
    name: { en: "subordinate IDs", de: "untergeordnete IDs" },
    says: {
      en: "Host IDs that somebody may map, as /etc/subuid lists them.",
      de: "IDs des Hosts, die jemand abbilden darf, so wie sie in /etc/subuid stehen.",
    },
    forms: {
      en: ["subordinate ID", "subordinate IDs"],
      de: ["untergeordnete ID", "untergeordnete IDs", "untergeordneten IDs"],
    },
  },
} as const;
