import type { MessageReader, MessageType, ReaderContext } from '../travel/message.ts';

type ReplyTraveller = { locators: string[]; references: string[]; code?: string };

/** CUSRES, the answer to an interactive passenger message: may this traveller board? Its free text is left out. */
export const CUSRES: MessageType = { name: 'CUSRES', open: openCusres };

function openCusres({ head, out }: ReaderContext): MessageReader {
  let offset: number | undefined;
  let code: string | undefined;
  const references: string[] = [];
  const travellers: ReplyTraveller[] = [];
  return {
    segment(segment) {
      offset ??= segment.offset;
      const traveller = travellers.at(-1);
      switch (segment.tag) {
        case 'BGM':
          code = segment.text(1);
          return;
        case 'ERP':
          travellers.push({ locators: [], references: [] });
          return;
        case 'ERC':
          if (traveller) traveller.code = segment.text(1);
          return;
        case 'RFF': {
          const [kind, value] = [segment.text(1), segment.text(1, 1)];
          if (!value) return;
          if (!traveller) references.push(`${kind}:${value}`);
          else if (kind === 'AVF') traveller.locators.push(value);
          else traveller.references.push(value);
          return;
        }
      }
    },
    end() {
      out.reply({
        message: head,
        kind: 'CUSRES',
        ...(code && { code }),
        references,
        travellers,
        offset: offset ?? 0,
      });
      return undefined;
    },
  };
}
