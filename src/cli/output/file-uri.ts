/** A file as a URI: relative as its path is, so that it means the same in another checkout. */
export function fileUri(path: string): string {
  const plain = path.replace(/^(?:\.\/+)+(?=.)/, "");
  const uri = plain
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")))
    .join("/");
  return plain.startsWith("/") ? `file://${uri.replace(/^\/+/, "/")}` : uri;
}
