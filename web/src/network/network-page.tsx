import { useSearch as useAddress } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import type { SavedView } from './answers.ts';
import { AskPanel } from './ask-panel.tsx';
import { BetweenPanel } from './between-panel.tsx';
import { CellsPanel } from './cells-panel.tsx';
import { Chart, type ChartHandle } from './chart.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FailedSteps } from './failed-steps.tsx';
import { FragmentsPanel } from './fragments-panel.tsx';
import { Inspector } from './inspector.tsx';
import { JoinsPanel } from './joins-panel.tsx';
import { knowsPerson, lensesFor, seesTie } from './lens.ts';
import { LensRail, titleOf } from './lens-rail.tsx';
import { LinesPanel } from './lines-panel.tsx';
import { MapPanel } from './map-panel.tsx';
import type { Span } from './months.ts';
import classes from './network.module.css';
import { PersonsTable, TiesTable } from './persons-table.tsx';
import { type Direction, walk } from './places.ts';
import { TieFacts } from './provenance.tsx';
import { RanksPanel } from './ranks-panel.tsx';
import { type SceneEdge, type SceneNode, sceneOf } from './scene.ts';
import { SearchField } from './search-field.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { Swipe } from './swipe.tsx';
import { TimeStrip } from './time-strip.tsx';
import { type Desk, useDesk } from './use-desk.ts';
import { openView } from './use-network.ts';
import { ViewsRail } from './views-rail.tsx';
import { WaysPanel } from './ways-panel.tsx';
import { times } from './words.ts';
import { fold, group, look, move, pin, take } from './work.ts';

const PANELS = [
  ['persons', 'Persons'],
  ['ties', 'Ties'],
  ['map', 'Map'],
  ['ways', 'Ways'],
  ['fragments', 'Fragments'],
  ['ranks', 'Ranks'],
  ['between', 'Between'],
  ['cells', 'Cells'],
  ['ask', 'Ask'],
  ['joins', 'One person?'],
  ['lines', 'Lines'],
  ['steps', 'Steps'],
] as const;
type Panel = (typeof PANELS)[number][0];

/** The joined network: who stands between, who says so, and what nobody sees alone. */
export function NetworkPage() {
  const { person: wanted, view: wantedView } = useAddress({ from: '/network' });
  const chart = useRef<ChartHandle>(null);
  const desk = useDesk(chart);
  const [chosen, setPanel] = useState<Panel>();
  const [lasso, setLasso] = useState(false);
  const [live, setLive] = useState<Span>();
  const [cut, setCut] = useState(0.5);
  const [ends, setEnds] = useState<{ readonly from: string; readonly to: string }>();
  const [view, setView] = useState<SavedView>();
  const [over, setOver] = useState<
    { readonly x: number; readonly y: number } & ({ readonly edge: SceneEdge } | { readonly node: SceneNode })
  >();
  const { work, nodes, edges, selection, serviceNames, palette, tiesOf } = desk;
  const empty = desk.persons.length === 0;
  // Before anything is on the chart, what joining adds is the question.
  const panel = chosen ?? (empty ? 'fragments' : 'persons');

  const shown = useMemo(() => (live ? { ...work, span: live } : work), [work, live]);
  const scene = useMemo(
    () => sceneOf({ nodes, edges }, shown, selection, serviceNames, palette),
    [nodes, edges, shown, selection, serviceNames, palette],
  );
  const beside = useMemo(() => {
    const { swipe: service } = work;
    if (service === undefined) return undefined;
    return {
      nodes: new Set(nodes.filter((node) => knowsPerson(node, service)).map(({ id }) => id)),
      edges: new Set(edges.filter((edge) => seesTie(edge, service)).map(({ id }) => id)),
    };
  }, [work, nodes, edges]);
  const swiped = useMemo(() => beside && { ...beside, cut }, [beside, cut]);

  // What the address asks for is asked once.
  const asked = useRef<string>(undefined);
  const { add, openView: show } = desk;
  useEffect(() => {
    const key = JSON.stringify([wanted, wantedView]);
    if (asked.current === key) return;
    asked.current = key;
    if (wantedView !== undefined)
      openView(wantedView).then(
        (saved) => {
          show(saved);
          setView(saved);
        },
        () => undefined,
      );
    else if (wanted && wanted.length > 0) add(wanted, 'Open on what was asked', 1);
  }, [wanted, wantedView, add, show]);

  const ways = useCallback((from: string, to: string): void => {
    setEnds({ from, to });
    setPanel('ways');
  }, []);
  const toggle = (persons: readonly string[]): void => {
    const before = new Set(selection.persons);
    const all = persons.every((id) => before.has(id));
    for (const id of persons) all ? before.delete(id) : before.add(id);
    desk.select({ persons: [...before] });
  };

  const [only] = selection.persons;
  const selectedEdge = selection.edge === undefined ? undefined : desk.edgeOf.get(selection.edge);
  const go = (direction: Direction): boolean => {
    if (only === undefined) {
      const [first] = nodes;
      if (first) desk.select({ persons: [first.id] });
      return first !== undefined;
    }
    const next = walk(
      only,
      direction,
      (tiesOf.get(only) ?? []).map(({ a, b }) => (a === only ? b : a)),
      work.places,
    );
    if (next === undefined) return true;
    desk.select({ persons: [next] });
    chart.current?.show(next);
    return true;
  };
  const several = (what: (ids: readonly string[]) => void): boolean => {
    if (selection.persons.length === 0) return false;
    what(selection.persons);
    return true;
  };
  useKeys({
    '/': () => {
      document.getElementById('network-search')?.focus();
      return true;
    },
    arrowleft: () => go('left'),
    arrowright: () => go('right'),
    arrowup: () => go('up'),
    arrowdown: () => go('down'),
    e: () => several(([id]) => id !== undefined && desk.expand(id)),
    p: () => {
      const [a, b] = selection.persons;
      if (a === undefined || b === undefined) return false;
      ways(a, b);
      return true;
    },
    l: () => {
      setLasso(!lasso);
      return true;
    },
    x: () => several((ids) => desk.run(`Pin or let go ${times(ids.length, 'person')}`, pin(ids))),
    f: () =>
      several(
        (ids) =>
          ids.length > 1 &&
          desk.run(
            `Fold ${times(ids.length, 'person')}`,
            group([
              {
                id: `drawn ${ids.join(' ').slice(0, 200)}`,
                name: `Group ${work.groups.length + 1}`,
                persons: ids,
                folded: true,
              },
            ]),
          ),
      ),
    c: () =>
      several(
        (ids) =>
          ids.length > 1 &&
          desk.run(
            `Circle ${times(ids.length, 'person')}`,
            group([
              {
                id: `drawn ${ids.join(' ').slice(0, 200)}`,
                name: `Group ${work.groups.length + 1}`,
                persons: ids,
                folded: false,
              },
            ]),
          ),
      ),
    n: () =>
      several((ids) =>
        desk.select({
          persons: [
            ...new Set([
              ...ids,
              ...ids.flatMap((id) => (tiesOf.get(id) ?? []).flatMap(({ a, b }) => [a, b])),
            ]),
          ],
        }),
      ),
    a: () => {
      desk.select({ persons: desk.persons });
      return true;
    },
    i: () => {
      const chosen = new Set(selection.persons);
      desk.select({ persons: desk.persons.filter((id) => !chosen.has(id)) });
      return true;
    },
    delete: () =>
      several((ids) => {
        desk.run(`Take ${times(ids.length, 'person')} off`, take(ids));
        desk.select({ persons: [] });
      }),
    o: () => {
      desk.layOut();
      return true;
    },
    '0': () => {
      chart.current?.fit();
      return true;
    },
    z: ({ shiftKey }) => {
      if (shiftKey) desk.redo();
      else desk.undo();
      return true;
    },
    y: () => {
      desk.redo();
      return true;
    },
    escape: () => {
      if (lasso) setLasso(false);
      else desk.select({ persons: [] });
      return true;
    },
    ...Object.fromEntries(
      lensesFor(serviceNames)
        .slice(0, 9)
        .map((lens, at) => [
          String(at + 1),
          () => {
            desk.run(`Look: ${titleOf(lens)}`, look(lens));
            return true;
          },
        ]),
    ),
  });

  const hoverEdge =
    over && 'edge' in over && over.edge.ties.length === 1 ? desk.edgeOf.get(over.edge.id) : undefined;
  const hoverNode = over && 'node' in over && !over.node.folded ? desk.nodeOf.get(over.node.id) : undefined;
  return (
    <div className={classes.page}>
      <h1 className={classes.unseen}>Network</h1>
      <aside className={classes.rail} aria-label="Search, lenses and views">
        <SearchField desk={desk} />
        {!empty && <LensRail desk={desk} />}
        <ViewsRail desk={desk} open={view} onOpen={setView} />
      </aside>
      <div className={classes.middle} data-empty={empty}>
        <div className={classes.bar}>
          <button
            type="button"
            className={classes.quietButton}
            disabled={desk.log.past.length === 0}
            onClick={desk.undo}
            title={desk.log.past.at(-1)?.title}
          >
            Undo <kbd>Z</kbd>
          </button>
          <button
            type="button"
            className={classes.quietButton}
            disabled={desk.log.future.length === 0}
            onClick={desk.redo}
            title={desk.log.future[0]?.title}
          >
            Redo <kbd>Y</kbd>
          </button>
          {!empty && (
            <>
              <button
                type="button"
                className={classes.quietButton}
                aria-pressed={lasso}
                onClick={() => setLasso(!lasso)}
              >
                Lasso <kbd>L</kbd>
              </button>
              <button type="button" className={classes.quietButton} onClick={() => desk.layOut()}>
                Lay out <kbd>O</kbd>
              </button>
              <button type="button" className={classes.quietButton} onClick={() => chart.current?.fit()}>
                All in sight <kbd>0</kbd>
              </button>
              <ExportMenu desk={desk} scene={scene} />
            </>
          )}
          <span className="quiet small" role="status">
            {empty ? '' : `${times(nodes.length, 'person')}, ${times(edges.length, 'tie')}`}
            {desk.busy && ' …'}
            {desk.told && ` · ${desk.told}`}
            {desk.overview?.state === 'making' && ' · the network is being made'}
          </span>
        </div>
        <section
          className={classes.chart}
          aria-label="Chart"
          data-persons={nodes.length}
          data-ties={edges.length}
        >
          <div className={classes.trouble}>
            {desk.trouble !== undefined && desk.trouble !== null && <Failure error={desk.trouble} />}
            <FailedSteps desk={desk} />
          </div>
          {empty ? (
            <Opening desk={desk} />
          ) : (
            <>
              <Chart
                ref={chart}
                scene={scene}
                palette={palette}
                lasso={lasso}
                swipe={swiped}
                onNode={(node, more) => {
                  if (more) toggle(node.persons);
                  else if (node.folded && node.persons.every((id) => selection.persons.includes(id)))
                    desk.run(`Unfold ${node.label}`, fold(node.id.slice('group:'.length), false));
                  else desk.select({ persons: node.persons });
                }}
                onEdge={({ ties: [first, ...more] }) =>
                  first !== undefined && more.length === 0
                    ? desk.select({ persons: [], edge: first })
                    : setPanel('ties')
                }
                onNothing={() => desk.select({ persons: [] })}
                onHover={setOver}
                onMoved={(node, to) =>
                  node.folded
                    ? desk.run(
                        `Move ${node.label}`,
                        move(
                          Object.fromEntries(
                            node.persons.map((id) => {
                              const { x, y } = work.places[id] ?? node;
                              return [id, { x: x + to.x - node.x, y: y + to.y - node.y }];
                            }),
                          ),
                        ),
                      )
                    : desk.run(`Move ${node.label}, and pin it`, move({ [node.id]: to }, true))
                }
                onLasso={(persons, more) => {
                  desk.select({ persons: more ? [...new Set([...selection.persons, ...persons])] : persons });
                  setLasso(false);
                }}
              />
              {work.swipe !== undefined && <Swipe service={work.swipe} cut={cut} onCut={setCut} />}
              {over && (hoverEdge ?? hoverNode) && (
                <div className={classes.tip} style={{ left: over.x + 14, top: over.y + 14 }} role="tooltip">
                  {hoverEdge && <TieFacts edge={hoverEdge} desk={desk} />}
                  {hoverNode && (
                    <>
                      <strong>{hoverNode.caption}</strong>
                      <div>known to {hoverNode.knownTo.join(', ') || 'nobody'}</div>
                      {hoverNode.withheldBy.length > 0 && (
                        <div>withheld by {hoverNode.withheldBy.join(', ')}: ask</div>
                      )}
                      <div className="quiet">
                        {times(hoverNode.links, 'tie')}, {tiesOf.get(hoverNode.id)?.length ?? 0} on the chart
                      </div>
                    </>
                  )}
                </div>
              )}
            </>
          )}
        </section>
        {!empty && <TimeStrip desk={desk} live={live} onLive={setLive} />}
        <section className={classes.dock} aria-label="Tables" data-panel={panel}>
          <nav className={classes.tabs} aria-label="Table shows">
            {PANELS.map(([name, title]) => (
              <button key={name} type="button" aria-pressed={panel === name} onClick={() => setPanel(name)}>
                {title}
              </button>
            ))}
          </nav>
          <div className={classes.dockBody}>
            {panel === 'persons' && <PersonsTable desk={desk} />}
            {panel === 'ties' && <TiesTable desk={desk} />}
            {panel === 'map' && <MapPanel desk={desk} span={live ?? work.span} />}
            {panel === 'ways' && <WaysPanel desk={desk} ends={ends} />}
            {panel === 'fragments' && <FragmentsPanel desk={desk} />}
            {panel === 'ranks' && <RanksPanel desk={desk} />}
            {panel === 'between' && <BetweenPanel desk={desk} />}
            {panel === 'cells' && <CellsPanel desk={desk} />}
            {panel === 'ask' && <AskPanel desk={desk} />}
            {panel === 'joins' && <JoinsPanel desk={desk} />}
            {panel === 'lines' && <LinesPanel desk={desk} />}
            {panel === 'steps' && <StepsPanel desk={desk} />}
          </div>
        </section>
      </div>
      <aside
        className={classes.inspector}
        aria-label="What is selected"
        data-selected={selectedEdge?.id ?? only ?? ''}
      >
        <Inspector desk={desk} onWays={ways} />
      </aside>
    </div>
  );
}

/** What can be asked, before anything is on the chart: never the whole network at once. */
function Opening({ desk }: { readonly desk: Desk }) {
  const { overview } = desk;
  if (!overview) return null;
  if (overview.state === 'empty')
    return (
      <div className={classes.opening}>
        <Notice title="No tie between persons is told here yet.">
          Load a list with relations (FollowTheMoney, STIX), or a chart: <code>tocsin load FILE</code>. What
          partners share joins it.
        </Notice>
      </div>
    );
  return (
    <div className={classes.opening}>
      <h2>Whom is it about?</h2>
      <p>
        Search a person <kbd>/</kbd>, or begin with a question.{' '}
        <span className="quiet">
          {times(overview.persons, 'person')} and {times(overview.links, 'tie')} are told by{' '}
          {times(overview.services.length, 'service')}.
        </span>
      </p>
      <ul>
        {overview.openings.map(({ why, persons }) => (
          <li key={why}>
            <button
              type="button"
              className={classes.question}
              onClick={() => desk.add(persons, 'Open on a question', persons.length < 4 ? 1 : 0)}
            >
              {why}
              <span className={`quiet small ${classes.number}`}>{times(persons.length, 'person')}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
