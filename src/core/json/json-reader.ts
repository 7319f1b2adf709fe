import { lineAndColumn } from "../text/line-and-column.ts";
import { shown } from "../text/shown.ts";
import type { JsonExpected, JsonFault, JsonPlace } from "./json-fault.ts";
import { pastBlanks } from "./json-syntax.ts";

/** The kinds of values of JSON. */
export type JsonKind = "object" | "array" | "string" | "number" | "boolean" | "null";

/**
 * Reads a text that is known to be JSON, value by value, from start to end.
 *
 * What is skipped is not looked into, and nothing recurses, however deep the text is.
 */
export class JsonReader<Form extends string> {
  readonly #form: Form;
  readonly #text: string;
  #at: number;

  /** @param text - a text that is JSON */
  constructor(form: Form, text: string) {
    this.#form = form;
    this.#text = text;
    this.#at = pastBlanks(text, 0);
  }

  /** The place of the next value in the text, from 0. */
  get at(): number {
    return this.#at;
  }

  /** Tells what kind of value is next. */
  kind(): JsonKind {
    switch (this.#char()) {
      case "{":
        return "object";
      case "[":
        return "array";
      case '"':
        return "string";
      case "t":
      case "f":
        return "boolean";
      case "n":
        return "null";
      default:
        return "number";
    }
  }

  /**
   * Gives the start of the next value.
   * @returns its text when it is no array and no object, else the bracket that it begins with; the value stays unread
   */
  peek(): string {
    return this.#text.slice(this.#at, tokenEnd(this.#text, this.#at));
  }

  /** Goes past the next value, whatever it is. */
  skip(): void {
    let depth = 0;
    do {
      const token = this.#token();
      if (token === "{" || token === "[") depth++;
      if (token === "}" || token === "]") depth--;
    } while (depth > 0);
  }

  /**
   * Goes through the array or object that is next.
   * @returns nothing but turns, one for each entry; in each turn the entry must be read or skipped
   */
  *entries(): Generator<undefined> {
    this.#token();
    while (!"]}".includes(this.#char())) {
      yield undefined;
      if (this.#char() === ",") this.#token();
    }
    this.#token();
  }

  /**
   * Goes through the object that is next.
   * @returns the keys in their order, repeated ones too; in each turn the value must be read or skipped
   */
  *keys(): Generator<string> {
    for (const _ of this.entries()) {
      const key = JSON.parse(this.#token()) as string;
      this.#token();
      yield key;
    }
  }

  /**
   * Makes the refusal of a value.
   * @param at - the place of the value in the text, from 0; the next value, unless told otherwise
   */
  fault<Code extends string, Expected extends string = JsonExpected>(
    code: Code,
    path: string,
    expected: Expected,
    at: number = this.#at,
  ): JsonFault<Code, Form, Expected> {
    const found = shown(this.#text.slice(at, tokenEnd(this.#text, at)));
    return { code, ...this.place(path, at), found, expected };
  }

  /** @param at - the place of the value in the text, from 0 */
  place(path: string, at: number): JsonPlace<Form> {
    return { form: this.#form, ...lineAndColumn(this.#text, at), path };
  }

  #char(): string {
    return this.#text.charAt(this.#at);
  }

  /** Reads a bracket, a comma, a colon, a string with its quotation marks, or a word or number. */
  #token(): string {
    const token = this.peek();
    this.#at = pastBlanks(this.#text, this.#at + token.length);
    return token;
  }
}

function tokenEnd(text: string, at: number): number {
  const first = text.charAt(at);
  if ("{}[],:".includes(first)) return at + 1;
  if (first === '"') return stringEnd(text, at);
  const length = text.slice(at).search(/[\s,\]}]/);
  return length === -1 ? text.length : at + length;
}

function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (text.charAt(end) !== '"') end += text.charAt(end) === "\\" ? 2 : 1;
  return end + 1;
}
