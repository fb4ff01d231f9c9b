/** What the server says of the ledger: `docs/openapi.json` has the same. */
export interface LedgerCheckpoints {
  readonly origin: string;
  readonly verifierKey: string;
  readonly cosignerKey: string;
  readonly checkpoints: readonly {
    readonly size: number;
    readonly root: string;
    readonly at: string;
    readonly note: string;
    readonly cosignatures: readonly { readonly name: string; readonly at: string }[];
  }[];
  readonly partners: readonly {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly seenAt: string;
  }[];
}

export interface LedgerAnomalies {
  readonly from: string;
  readonly followUpDays: number;
  readonly acts: number;
  readonly cut: boolean;
  readonly close: readonly import('../../../src/law/index.ts').CloseLook[];
  readonly idle: readonly {
    readonly account: string;
    readonly looks: number;
    readonly without: number;
    readonly first: string;
    readonly last: string;
    readonly seqs: readonly number[];
  }[];
  readonly bursts: readonly {
    readonly account: string;
    readonly from: string;
    readonly to: string;
    readonly looks: number;
    readonly usual?: number;
    readonly firstSeq: number;
    readonly lastSeq: number;
  }[];
  readonly refused: readonly {
    readonly account: string;
    readonly refused: number;
    readonly last: string;
    readonly seqs: readonly number[];
  }[];
}

export interface LedgerVerification {
  readonly intact: boolean;
  readonly size?: number;
  readonly root?: string;
  readonly erased?: number;
  readonly findings?: readonly { readonly seq: number; readonly message: string }[];
  /** Where the clock went back. */
  readonly clock: readonly { readonly seq: number; readonly message: string }[];
}
