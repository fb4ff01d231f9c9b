import type { Comparison } from '../match/index.ts';
import type { Grade, Judgement, Marking, Verdict } from '../model/index.ts';
import type { Spot } from '../places/index.ts';

/**
 * Where the two clocks stand. Left out: everything that was ever told, whenever it held.
 *
 * "What did we know on 13 November?" is `{ known: '2015-11-13' }`; "what held in June, as we know it today" is `{ event: '2014-06' }`.
 */
export interface ChartClocks {
  /** Event time, a partial ISO date: what held in the world at any time within it. */
  readonly event?: string;
  /** Knowledge time, an ISO date (its end) or an instant: what was told by then, and not taken back. */
  readonly known?: string;
}

/** A service that tells something of this network. */
export interface ChartService {
  readonly name: string;
  /** This service itself. */
  readonly own: boolean;
  /** A partner with an agreement: it can be asked. */
  readonly partner: boolean;
  /** Persons whom it knows, ties that it holds alone. */
  readonly persons: number;
  readonly links: number;
}

/** What a kind of tie means; kinds of charts from elsewhere have no words of ours. */
export interface ChartKind {
  readonly kind: string;
  readonly means?: string;
  readonly links: number;
}

/** First and last date of each clock, for the axes of the histogram; absent where nothing is dated. */
export interface ChartBounds {
  readonly event?: { readonly from: string; readonly until: string };
  readonly known?: { readonly from: string; readonly until: string };
}

/** A question to open the page on: never the whole hairball. */
export interface ChartOpening {
  /** In a sentence: "Lior Example stands between what fr and be hold; neither sees it alone." */
  readonly why: string;
  /** To be put on the chart, at most 60. */
  readonly persons: readonly string[];
}

/** `GET /api/network?event=&known=` */
export interface NetworkOverview {
  /** `empty`: no tie between persons is told. `making`: ask again; what is given is of the network before. */
  readonly state: 'ready' | 'making' | 'empty';
  /** Changes with every change of the network: answers with another one may differ. */
  readonly version: string;
  readonly persons: number;
  readonly links: number;
  /** In order of names. */
  readonly services: readonly ChartService[];
  readonly kinds: readonly ChartKind[];
  readonly bounds: ChartBounds;
  readonly openings: readonly ChartOpening[];
  /** Whether bookings of confirmed travellers are in what this account sees; how many there are is told to nobody else. */
  readonly travel: 'shown' | 'withheld';
  /** Reason → ties that are not in the network for it; nothing is left out silently. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** `GET /api/network/persons?q=&limit=&event=&known=`: typed suggestions, best first. */
export interface PersonsAnswer {
  readonly persons: readonly PersonSuggestion[];
  /** How many more match. */
  readonly more: number;
}

export interface PersonSuggestion {
  readonly id: string;
  readonly caption: string;
  /** The other name or the number by which this person was found, where it is not the caption. */
  readonly foundBy?: string;
  readonly birthDate?: string;
  readonly knownTo: readonly string[];
  /** Persons tied to this one. */
  readonly links: number;
}

/** How many ties of a person are there, before anybody clicks. */
export interface TieCount {
  readonly kind: string;
  readonly service: string;
  readonly links: number;
}

export interface ChartNode {
  /** Canonical id: `/entities/ID` shows the record. */
  readonly id: string;
  readonly caption: string;
  readonly birthDate?: string;
  /** Services that hold a record. */
  readonly knownTo: readonly string[];
  /** Services that answered "known here" and told no more: "ask", and never "nothing". */
  readonly withheldBy: readonly string[];
  /** Of the best telling that ties this person; absent where nothing does. */
  readonly grade?: Grade;
  /** Persons tied to this one, at this place of the clocks; those not on the chart are the difference. */
  readonly links: number;
  /** Ties by kind and service; a tie of two kinds or two services is in each. A service that holds it in halves is not named. */
  readonly ties: readonly TieCount[];
  /** Ids that judgements joined into this one. */
  readonly joinedFrom: readonly string[];
}

export interface ChartEdge {
  /** Stays the same over all clocks and versions. */
  readonly id: string;
  /** The two ends; the lower id first. */
  readonly a: string;
  readonly b: string;
  /** Kinds of the tellings that may be seen; empty where all are withheld. */
  readonly kinds: readonly string[];
  /** Services that hold it alone, withheld or not, in order. Empty: seen by nobody alone. */
  readonly services: readonly string[];
  /** Two services each that hold half of it. */
  readonly halves: readonly (readonly [string, string])[];
  /** Tellings that may be seen, and sources behind them that do not go back to one another. */
  readonly tellings: number;
  readonly independent: number;
  /** Of the best telling. */
  readonly grade?: Grade;
  /** The strictest of what may be seen. */
  readonly marking?: Marking;
  /** First day and first day after, over all tellings; absent where open or not dated. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** When the first of its tellings was known here. */
  readonly knownSince?: string;
  /**
   * Services that hold something here which this account may not see: drawn as withheld ("be holds a link here, ask"), never left
   * out. With no `kinds` there is nothing else.
   */
  readonly withheldBy: readonly string[];
  /** It parts the joined network if it is cut. */
  readonly bridge: boolean;
  /** Its two ends are connected in no single service's view: it takes several to see it. */
  readonly seenByNobodyAlone: boolean;
}

/** `POST /api/network/chart` */
export interface ChartQuestion {
  /** Ids, at most 5,000; ids that were joined into another are answered under that one. */
  readonly persons: readonly string[];
  readonly clocks?: ChartClocks;
  /** 1: with everybody who is tied to them, as far as 300 persons go. */
  readonly around?: 0 | 1;
}

/** Persons and all ties between them. Also what `expand` answers: what comes on to the chart. */
export interface ChartAnswer {
  readonly version: string;
  /** In order of ids. */
  readonly nodes: readonly ChartNode[];
  /** In order of ids. */
  readonly edges: readonly ChartEdge[];
  /** Ids that were asked for and are nobody here (any more). */
  readonly unknown: readonly string[];
  /** Asked id → the id under which it now stands. */
  readonly became: Readonly<Record<string, string>>;
  /** Persons who would have come on to the chart beyond the cap. */
  readonly more: number;
}

/** `POST /api/network/expand` → {@link ChartAnswer}: newcomers, and their ties to all who are on the chart. */
export interface ExpandQuestion {
  readonly person: string;
  /** Who is on the chart. */
  readonly onChart: readonly string[];
  /** Only ties of these kinds, of these services; all where left out. */
  readonly kinds?: readonly string[];
  readonly services?: readonly string[];
  /** Newcomers at most; 25 where left out. The best-tied first. */
  readonly limit?: number;
  readonly clocks?: ChartClocks;
}

/** `GET /api/network/tellings?a=&b=&event=&known=`: who says that these two are tied. 404 where nobody does. */
export interface TellingsAnswer {
  readonly a: string;
  readonly b: string;
  readonly independent: number;
  /** Best grade first. */
  readonly tellings: readonly Telling[];
  /** Services that hold more here than may be seen. */
  readonly withheldBy: readonly string[];
  /** All of it in one sentence. */
  readonly sentence: string;
}

export interface Telling {
  readonly kind: string;
  /** In the words of the source: `brother`. */
  readonly note?: string;
  /** What the two share: an organisation, a number. */
  readonly through?: string;
  /** Where, as far as it is on the map: towns and countries, by name. */
  readonly places?: readonly string[];
  readonly services: readonly string[];
  readonly halves?: readonly [string, string];
  /** Lists and files. */
  readonly sources: readonly string[];
  readonly reports: readonly string[];
  /** Reports these go back to: what is relayed counts once. */
  readonly derivedFrom: readonly string[];
  readonly grade: Grade;
  readonly marking: Marking;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly recordedFrom?: string;
  readonly recordedUntil?: string;
}

/** `POST /api/network/histogram`: tellings by month of both clocks, over the whole network or between some persons. */
export interface HistogramQuestion {
  readonly persons?: readonly string[];
}
export interface HistogramAnswer {
  /** `month` is `2015-11`; in order, months without anything left out. */
  readonly event: readonly { readonly month: string; readonly tellings: number }[];
  readonly known: readonly { readonly month: string; readonly tellings: number }[];
  /** Tellings without a date on that clock. */
  readonly undated: { readonly event: number; readonly known: number };
}

/**
 * Which ways come first.
 *
 * - `shortest`: over the fewest ties.
 * - `reliable`: those whose ties most probably all hold, by the grades of independent sources.
 * - `time`: along which something can have been passed on: each tie holds when or after the one before it did. From `from` to `to`; the other way may
 *   be another.
 */
export const WAYS_BY = ['shortest', 'reliable', 'time'] as const;
export type WaysBy = (typeof WAYS_BY)[number];
/** `POST /api/network/map`: where the ties between some persons were. */
export interface MapQuestion {
  readonly persons: readonly string[];
  readonly clocks?: ChartClocks;
}

export interface MapAnswer {
  readonly version: string;
  /** In order of ids. A town, or the middle of a country where no town is said or known: never anything finer. */
  readonly places: readonly MapPlace[];
  readonly tellings: readonly PlacedTelling[];
  /** Ties between these persons: those with a telling on the map, and these. */
  readonly ties: number;
  /** A place is said that is not on the map. */
  readonly unfound: number;
  /** Nobody says where. */
  readonly placeless: number;
}

export type MapPlace = Spot;

/** A telling that says where. */
export interface PlacedTelling {
  /** Id of the tie. */
  readonly edge: string;
  readonly kind: string;
  /** Ids of places; of a journey from where to where. */
  readonly places: readonly string[];
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly knownSince?: string;
}

/** `POST /api/network/paths` */
export interface PathsQuestion {
  readonly from: string;
  readonly to: string;
  /** `shortest` where left out. */
  readonly by?: WaysBy;
  /** With `time`: nothing is passed on before this day. */
  readonly start?: string;
  /** At most 10; 3 where left out. */
  readonly most?: number;
  /** Kinds of ties that no way may use. */
  readonly avoidKinds?: readonly string[];
  /** Ways only over ties with a telling at least this good: the letter and the figure each. */
  readonly leastGrade?: Grade;
  /** Only over ties that this service holds. */
  readonly service?: string;
  readonly clocks?: ChartClocks;
}

export interface PathsAnswer {
  readonly version: string;
  readonly paths: readonly ToldPath[];
  /** Services that see some way between the two alone. */
  readonly seenAloneBy: readonly string[];
  /** Who would have to put together what they hold, and the exchanges that do it. */
  readonly together: readonly {
    readonly services: readonly string[];
    readonly exchanges: readonly {
      readonly asker: string;
      readonly partner: string;
      readonly person: string;
    }[];
  }[];
  /** What the order means, in a sentence; of `shortest` there is nothing to say. */
  readonly note?: string;
}

export interface ToldPath {
  /** Ids, from one end to the other. */
  readonly persons: readonly string[];
  /** Ids of edges, one fewer. */
  readonly edges: readonly string[];
  /** One for each hop, with who says so. */
  readonly sentences: readonly string[];
  /** "It takes fr and be together; fr R12, be 7." */
  readonly needs: string;
  readonly services: readonly string[];
  readonly grade: Grade;
  /** Of `reliable`, 0 to 1: for the order, see the note. */
  readonly chance?: number;
  /** Of `time`: the earliest day of each tie, `''` where it may have been at any. */
  readonly when?: readonly string[];
}

export const RANK_MEASURES = ['between', 'links', 'pagerank', 'constraint'] as const;
export type RankMeasure = (typeof RANK_MEASURES)[number];

/** `POST /api/network/ranks` */
export interface RanksQuestion {
  readonly measure: RankMeasure;
  /** Only among these and their ties (what is on the chart); the whole network where left out. */
  readonly persons?: readonly string[];
  readonly clocks?: ChartClocks;
}

export interface RanksAnswer {
  readonly version: string;
  readonly measure: RankMeasure;
  /** At most 100, first ones first. */
  readonly ranks: readonly Rank[];
  /** What an interval means here, in a sentence. */
  readonly note: string;
}

export interface Rank {
  readonly person: string;
  readonly caption: string;
  readonly rank: number;
  /** 5 % to 95 % of trials in which ties were missing or wrong: "1st (1-3)". */
  readonly lowest: number;
  readonly highest: number;
  readonly value: number;
  /** Why, in a sentence: "40 % of all shortest ways pass; ties what fr and be know". */
  readonly why: string;
}

/**
 * What key players are sought for (Borgatti 2006): whose loss parts most (`fragmentation`; `distance` counts pairs that are far apart as parted in
 * part), or who are near to most (`closeness`; `reach` counts whom they reach within two ties).
 */
export const KEY_PLAYER_GOALS = ['fragmentation', 'distance', 'closeness', 'reach'] as const;
export type KeyPlayersGoal = (typeof KEY_PLAYER_GOALS)[number];

/** `POST /api/network/key-players` */
export interface KeyPlayersQuestion {
  readonly goal: KeyPlayersGoal;
  /** How many, 1 to 10; 2 where left out. */
  readonly count?: number;
  /** Only among these and their ties; the whole network where left out. */
  readonly persons?: readonly string[];
  readonly clocks?: ChartClocks;
}

export interface KeyPlayersAnswer {
  readonly version: string;
  readonly goal: KeyPlayersGoal;
  /** Together they serve the goal best; best alone first. */
  readonly players: readonly KeyPlayer[];
  /** What they do together, in a sentence: "Without them 83 % of the pairs of the 70 others are parted; 12 % are today." */
  readonly sentence: string;
  readonly value: number;
  /** The same of nobody taken out, or of nobody chosen. */
  readonly before: number;
  /** No set is better; otherwise a better one may exist. */
  readonly certain: boolean;
  /** How many sets are equally good, this one included; known where `certain`. */
  readonly equallyGood?: number;
  /** How it was found, in a sentence. */
  readonly note: string;
}

export interface KeyPlayer {
  readonly person: string;
  readonly caption: string;
  /** Services that know this person or hold a tie of them: who says so. */
  readonly services: readonly string[];
  /** The value of this person alone, and of the others without them. */
  readonly alone: number;
  readonly withoutThem: number;
  readonly why: string;
}

/** The roles of Gould and Fernandez (1989), with the services that know a person as the groups. */
export const BROKER_ROLES = ['coordinator', 'itinerant', 'gatekeeper', 'representative', 'liaison'] as const;
export type BrokerRole = (typeof BROKER_ROLES)[number];

/** `POST /api/network/roles`: who ties persons whom different services know. */
export interface RolesQuestion {
  readonly persons?: readonly string[];
  readonly clocks?: ChartClocks;
}

export interface RolesAnswer {
  readonly version: string;
  /** At most 100, those who tie most between services first. */
  readonly brokers: readonly Broker[];
  /** Persons whom no service is known to know: they take part in no role. */
  readonly knownToNobody: number;
  readonly note: string;
}

export interface Broker {
  readonly person: string;
  readonly caption: string;
  readonly services: readonly string[];
  /** Open pairs of contacts, both ways; shares where somebody is known to several services. */
  readonly counts: Readonly<Record<BrokerRole, number>>;
  /** The role with most of them that is between services; `coordinator` where there is none. */
  readonly role: BrokerRole;
  /** Two contacts who are not tied to one another, as an example. */
  readonly example?: {
    readonly persons: readonly [string, string];
    readonly captions: readonly [string, string];
  };
  readonly why: string;
}

/** `POST /api/network/cut`: what connects two groups, at its thinnest. */
export interface CutQuestion {
  /** At most 500 each; nobody in both. */
  readonly groupA: readonly string[];
  readonly groupB: readonly string[];
  /** Fewest `ties`, or fewest independent `sources` that tell of them; `ties` where left out. */
  readonly by?: 'ties' | 'sources';
  readonly clocks?: ChartClocks;
}

export interface CutAnswer {
  readonly version: string;
  /** What connects them: without these ties no way leads from one group to the other. None where none does now. */
  readonly ties: readonly CutTie[];
  /** How many ties, or sources, that are. */
  readonly value: number;
  /** Persons on the side of the first group, and on that of the second. */
  readonly sides: readonly [number, number];
  /** Ids that are nobody here (any more). */
  readonly unknown: readonly string[];
  /** "Three ties connect the two groups; be holds all of them." */
  readonly sentence: string;
  readonly note: string;
}

export interface CutTie {
  readonly edge: string;
  /** On the side of the first group, and of the second. */
  readonly persons: readonly [string, string];
  readonly captions: readonly [string, string];
  readonly services: readonly string[];
  /** Who says so. */
  readonly sentence: string;
}

/** `POST /api/network/cells` */
export interface CellsQuestion {
  readonly persons?: readonly string[];
  readonly clocks?: ChartClocks;
  /** 1 where left out; above it cells get smaller. 0.1 to 10. */
  readonly resolution?: number;
}

export interface CellsAnswer {
  readonly version: string;
  /** Of two persons and more, most first. Structure alone does not make a cell: it is for a person to conclude. */
  readonly cells: readonly Cell[];
  readonly note: string;
}

export interface Cell {
  readonly id: string;
  readonly members: readonly CellMember[];
  /** How often, over many seeds, two members are together: 0 to 1. */
  readonly certainty: number;
  /** Services that know a member, with how many: what each sees of the cell. */
  readonly seenBy: readonly { readonly service: string; readonly members: number }[];
}

export interface CellMember {
  readonly person: string;
  readonly caption: string;
  /** How often this person is with the others: 0 to 1. */
  readonly certainty: number;
}

/** `GET /api/network/fragments?event=&known=`: what each sees, and what only joining shows. */
export interface FragmentsAnswer {
  readonly version: string;
  /** What each service sees alone, in order. */
  readonly alone: readonly FragmentView[];
  readonly union: FragmentView;
  /** Ties that no service holds alone. */
  readonly linksOfNobody: number;
  /** Connected pairs that a single service sees; absent where the network is too large to count. */
  readonly pairsSeenAlone?: number;
  readonly pairsOnlyJoined?: number;
  /** Ties that part the joined network, most gained by joining first; at most 100. */
  readonly bridges: readonly FragmentBridge[];
  /** Persons between fragments, most gained by joining first. At most 100. */
  readonly between: readonly FragmentBroker[];
}

export interface FragmentView {
  readonly services: readonly string[];
  readonly persons: number;
  readonly links: number;
  /** Pairs of persons connected by any way. */
  readonly pairs: number;
  readonly largest: number;
}

export interface FragmentBridge {
  readonly edge: string;
  readonly persons: readonly [string, string];
  readonly captions: readonly [string, string];
  readonly holders: readonly string[];
  /** Pairs that hang on it in the union, and in the best single view. */
  readonly pairs: number;
  readonly bestAlone?: { readonly service: string; readonly pairs: number };
  readonly gained: number;
}

export interface FragmentBroker {
  readonly person: string;
  readonly caption: string;
  readonly pairs: number;
  readonly gained: number;
  /** No single service sees that anything hangs on this person. */
  readonly seenByNobodyAlone: boolean;
}

/** `GET /api/network/suggestions?event=&known=`: questions to a person; never drawn as ties. */
export interface SuggestionsAnswer {
  readonly version: string;
  /** Whom this service could ask about whom. */
  readonly ask: readonly AskSuggestion[];
  /** Ties that may be missing. */
  readonly links: readonly MissingLink[];
}

export interface AskSuggestion {
  /** For a conclusion; the same as long as it says the same. */
  readonly id: string;
  readonly partner: string;
  /** It has an agreement with this service: the question can be put. */
  readonly askable: boolean;
  readonly person: string;
  readonly caption: string;
  readonly why: string;
  /** Unknown where the partner has told nothing. */
  readonly pairsGained?: number;
  readonly personsGained?: number;
  readonly expires: string;
}

export interface MissingLink {
  readonly id: string;
  readonly persons: readonly [string, string];
  readonly captions: readonly [string, string];
  readonly why: string;
  /** Whom both know: ids. */
  readonly through: readonly string[];
  readonly expires: string;
}

/**
 * `POST /api/network/ask` → lines of JSON (application/x-ndjson): the blind question about one person of the chart, "do you know this person?". The answer is that of `POST /api/ask`;
 * partners that answer with a hit stand in `withheldBy` of the node afterwards.
 */
export interface AskAboutQuestion {
  readonly person: string;
  /** As the agreement names them (`GET /api/ask` lists what can be asked of whom). */
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseNumber: string;
  /** Names of partners; all that can be asked where left out. */
  readonly partners?: readonly string[];
}

/**
 * `GET /api/network/proposals?limit=`: who may be one person. A verdict is given by `POST /api/judgements` (`left`, `right`, `verdict`, `reason`) and taken
 * back by `POST /api/judgements/:id/undo`, as everywhere.
 */
export interface ProposalsAnswer {
  readonly version: string;
  readonly proposals: readonly Proposal[];
  readonly more: number;
  /** Judgements on persons of the network that stand, newest first: to take back. */
  readonly judged: readonly Judgement[];
}

export interface Proposal {
  /** `left` and `right` of a judgement. */
  readonly left: ProposedRecord;
  readonly right: ProposedRecord;
  readonly comparison: Comparison;
  /** Contacts in common, by caption. */
  readonly contacts: readonly string[];
  /** Numbers of papers that both have; mostly none. */
  readonly documents: readonly string[];
  readonly why: string;
}

/** One of two records side by side. */
export interface ProposedRecord {
  readonly id: string;
  readonly caption: string;
  readonly knownTo: readonly string[];
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

export type { Judgement, Verdict };

/** What an analyst concludes. */
export type Concluded =
  | { readonly kind: 'cell'; readonly name: string; readonly persons: readonly string[] }
  | { readonly kind: 'role'; readonly role: string; readonly persons: readonly [string] }
  | {
      readonly kind: 'suggestion';
      readonly suggestion: string;
      readonly accepted: boolean;
      readonly persons: readonly string[];
    };

/** `POST /api/network/conclusions` → {@link Conclusion} */
export interface NewConclusion {
  readonly concluded: Concluded;
  /** The analyst's own: C3 says "fairly reliable, possibly true". */
  readonly grade: Grade;
  /** TLP:AMBER+STRICT where left out: it stays in this service. */
  readonly marking?: Marking;
  readonly reason: string;
}

/**
 * A graded statement whose source is an analyst. It is no telling: it never counts as a tie or a source, or what was concluded from tellings
 * would confirm itself.
 *
 * `GET /api/network/conclusions?known=` → `{ conclusions }`, newest first; `POST /api/network/conclusions/:id/undo` → {@link Conclusion}.
 */
export interface Conclusion extends NewConclusion {
  readonly id: string;
  readonly marking: Marking;
  /** Account of the analyst, and the service. */
  readonly by: string;
  readonly service: string;
  /** Record time: known from `at` until before `undoneAt`. */
  readonly at: string;
  readonly undoneAt?: string;
  readonly undoneBy?: string;
}
export interface ConclusionsAnswer {
  readonly conclusions: readonly Conclusion[];
}

/** `GET /api/network/views` → `{ views }`; own ones and shared ones, last changed first. */
export interface ViewsAnswer {
  readonly views: readonly ViewRow[];
}

export interface ViewRow {
  readonly id: string;
  readonly name: string;
  /** Everybody of this service who may see the network sees it; only the owner changes it. */
  readonly shared: boolean;
  readonly owner: string;
  /** The account that asks is the owner. */
  readonly own: boolean;
  readonly changedAt: string;
  readonly persons: number;
  readonly comments: number;
  /** To be sent back with a change: another one meanwhile is a 409. */
  readonly revision: number;
}

/** `POST /api/network/views`; `PUT /api/network/views/:id` with `revision`; both → {@link SavedView}. */
export interface NewView {
  readonly name: string;
  readonly shared: boolean;
  readonly state: ViewState;
}

/** What a view keeps. Nothing of what is told: ids and places only, so that a view shows no more than its reader may see. */
export interface ViewState {
  /** Who is on the chart, and where; `pinned` stays there. */
  readonly places: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly pinned?: boolean;
  }[];
  readonly clocks?: ChartClocks;
  /** Whatever else the page keeps (lens, folded cells, camera): JSON, at most 100 kB as text. */
  readonly page?: Readonly<Record<string, unknown>>;
  /** Notes on a person, or on a tie by its id, or on the chart. */
  readonly notes: readonly ViewNote[];
}

export interface ViewNote {
  readonly on: { readonly person: string } | { readonly edge: string } | { readonly chart: true };
  readonly text: string;
}

/** `GET /api/network/views/:id`; `DELETE` ends it (the owner), 204. */
export interface SavedView extends ViewRow {
  readonly state: ViewState;
  readonly said: readonly ViewComment[];
}

/** `POST /api/network/views/:id/comments` `{ text, on? }` → {@link SavedView} */
export interface ViewComment {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  readonly on?: ViewNote['on'];
}

export const CHART_FORMATS = ['graphml', 'gexf', 'csv', 'anx'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** `POST /api/network/export` → the file; the header `Tocsin-Marking` has its marking, `Tocsin-Withheld` how many ties stayed. */
export interface ExportQuestion {
  readonly persons: readonly string[];
  readonly format: ChartFormat;
  readonly clocks?: ChartClocks;
}
