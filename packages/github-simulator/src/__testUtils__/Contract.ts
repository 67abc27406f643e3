import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SimulatedAnswer } from '../rest/route';

interface ContractFile {
  version: string;
  operations: Record<string, Record<string, object | null>>;
  definitions: Record<string, object>;
}

/** GitHub's published answers, to hold simulated ones against. */
export class Contract {
  readonly file: ContractFile = JSON.parse(
    readFileSync(resolve(__dirname, '../../contract/github-rest.json'), 'utf8'),
  );
  /** Operations that were answered with success, rightly. */
  readonly answered = new Set<string>();
  readonly violations: string[] = [];
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor() {
    addFormats(this.ajv);
    this.ajv.addFormat('timestamp', true);
    this.ajv.addFormat('repo.nwo', true);
  }

  readonly check = ({ operation, status, body }: SimulatedAnswer): void => {
    const answers = this.file.operations[operation];
    const schema = answers?.[status];
    if (schema === undefined) {
      this.violations.push(`${operation} must not answer ${status}`);
      return;
    }
    if (schema === null) {
      if (body !== undefined) {
        this.violations.push(`${operation} ${status} must have no body`);
      }
    } else {
      const key = `${operation} ${status}`;
      const validate = this.validators.get(key) ?? this.compile(key, schema);
      if (!validate(body)) {
        this.violations.push(`${key}: ${this.ajv.errorsText(validate.errors)}`);
        return;
      }
    }
    if (status < 400) this.answered.add(operation);
  };

  /** Throws what was answered wrongly. */
  assertKept(): void {
    if (this.violations.length) throw new Error(this.violations.join('\n'));
  }

  private compile(key: string, schema: object): ValidateFunction {
    const { definitions } = this.file;
    const validate = this.ajv.compile({ ...schema, definitions });
    this.validators.set(key, validate);
    return validate;
  }
}
