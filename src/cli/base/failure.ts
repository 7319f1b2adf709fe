/** A command that cannot do its work: it was used wrongly, or its input cannot be read. Always exit code 2. */
export class Failure extends Error {
  override readonly name = "Failure";
  /** Further lines below the message. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.details = details;
  }
}
