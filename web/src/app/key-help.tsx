import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import classes from './key-help.module.css';

const KEYS: readonly (readonly [title: string, keys: readonly (readonly [keys: string, does: string])[]])[] =
  [
    [
      'Everywhere',
      [
        ['/', 'search field'],
        ['g f', 'search'],
        ['g n', 'network'],
        ['g w', 'watch'],
        ['g j', 'journeys'],
        ['g q', 'quality'],
        ['g u', 'quarantine'],
        ['g s', 'hand-over'],
        ['g m', 'unmasking'],
        ['g k', 'ask partners'],
        ['g r', 'requests'],
        ['g p', 'partners'],
        ['g l', 'lists'],
        ['g e', 'ledger'],
        ['g o', 'law'],
        ['g a', 'accounts'],
        ['?', 'these keys'],
      ],
    ],
    [
      'Hits',
      [
        ['↓ j', 'next hit'],
        ['↑ k', 'hit before'],
        ['Enter', 'open the hit'],
        ['e', 'open the record'],
        ['Esc', 'back from the field to the hits'],
      ],
    ],
    [
      'A hit',
      [
        [']', 'next hit of the search'],
        ['[', 'hit before'],
        ['u', 'back to all hits'],
        ['e', 'the record'],
      ],
    ],
    [
      'Watch',
      [
        ['j k', 'next hit, hit before'],
        ['s n u', 'same, not the same, cannot tell; then a figure for the reason'],
        ['c', 'I am looking at this; again: let it go'],
        ['h', 'hand it over to another account'],
        ['m', 'the messages, segment by segment'],
        ['p a d', 'propose to pass on; agree, or do not, as second person'],
        ['o r', 'tell the outcome; open again'],
      ],
    ],
    [
      'Network',
      [
        ['← → ↑ ↓', 'to the neighbour who lies there'],
        ['e', 'expand: whom else this person is tied to'],
        ['p', 'ways between the two who are selected'],
        ['l', 'lasso; with Shift: more to those selected'],
        ['n a i', 'neighbours too, all, the others'],
        ['x f c', 'pin or let go, fold, circle'],
        ['Delete', 'take off the chart'],
        ['z y', 'undo, redo'],
        ['o 0', 'lay out anew, all in sight'],
        ['1 2 3 4 5 6', 'lenses: who holds it, shared, nobody alone, withheld, grade, kind'],
        ['7 8 9', 'lenses: only the first, second, third service'],
        ['Esc', 'nothing selected'],
      ],
    ],
    [
      'Requests',
      [
        ['1 2 3', 'inbox, outbox, both work on it'],
        ['j k', 'next, before'],
        ['Enter', 'open it'],
        ['a', 'open what waits for your approval'],
        ['r', 'look again, where the page is not live'],
      ],
    ],
    [
      'A request',
      [
        ['a d', 'approve, do not approve, as second person'],
        ['x n', 'refuse, not now'],
        ['f o', 'was it the same person; take “not the same” back'],
        ['c', 'take it back'],
        ['l u', 'look again, back to all'],
      ],
    ],
    [
      'A marking, while it has the focus',
      [
        ['1 2 3 4 5', 'TLP:CLEAR to TLP:RED'],
        ['o', 'originator control'],
        ['h j k l', 'handling codes H0 to H3'],
        ['f', 'whom TLP:RED is for; space chooses'],
      ],
    ],
    [
      'Partners',
      [
        ['1 2 3 4', 'all, invite, accept, figures'],
        ['u', 'from one back to all'],
      ],
    ],
    ['Law', [['1 2 3 4', 'who may do what, versions, emergency access, right of access']]],
    [
      'Ledger',
      [
        ['↓ j', 'next entry'],
        ['↑ k', 'entry before'],
        ['Enter', 'all that it says'],
        ['o n', 'older entries, newest entries'],
      ],
    ],
    ['A record', [['← →', 'on the slider: as it was known before and after']]],
  ];

/** All keys of all pages. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" size="md">
      <div className={classes.groups}>
        {KEYS.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className={classes.keys}>
              {keys.map(([key, does]) => (
                <Fragment key={key}>
                  <dt>
                    {key.split(' ').map((one) => (
                      <Kbd key={one} size="xs">
                        {one}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
