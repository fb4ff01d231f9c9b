import { closeSync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * PGlite's file system with what it leaves out: data is forced to disk when PostgreSQL asks for it.
 *
 * As shipped, PGlite never calls fsync (electric-sql/pglite#1107): its start parameters hold `-F`, and the file system
 * layer below it has no fsync. This leans on internals of the version that package.json pins; `pglite.test.ts` counts the
 * calls. Names of new, renamed and removed files are forced to disk too, with the next file that is.
 */
export class DurableNodeFS extends NodeFS {
  /** How often a file, and the names in a folder, were forced to disk. */
  readonly syncs = { files: 0, folders: 0 };

  override async init(
    pg: PGlite,
    options: Parameters<NodeFS['init']>[1],
  ): Promise<Awaited<ReturnType<NodeFS['init']>>> {
    const result = await super.init(pg, options);
    const emscripten = result.emscriptenOpts;
    emscripten.preRun = [
      ...(emscripten.preRun ?? []),
      (module: object) => {
        const { FS, NODEFS } = module as EmscriptenModule;
        const layer = FS.filesystems?.NODEFS ?? NODEFS;
        if (!layer) throw new Error('PGlite changed its file system; durability cannot be given');
        this.#mend(layer);
      },
    ];
    return result;
  }

  #mend(layer: NodeFsLayer): void {
    const { node_ops: nodes, stream_ops: streams } = layer;
    const { mknod, rename, unlink } = nodes;
    const changed = new Set<string>();
    nodes.mknod = (parent, ...rest) => {
      const made = mknod(parent, ...rest);
      changed.add(layer.realPath(parent));
      return made;
    };
    nodes.rename = (node, folder, name) => {
      changed.add(dirname(layer.realPath(node)));
      rename(node, folder, name);
      changed.add(layer.realPath(folder));
    };
    nodes.unlink = (parent, name) => {
      unlink(parent, name);
      changed.add(layer.realPath(parent));
    };
    streams.fsync = (stream) => {
      if (stream.nfd === undefined || stream.nfd === null) return 0;
      fdatasyncSync(stream.nfd);
      this.syncs.files++;
      for (const folder of changed) syncToDisk(folder);
      this.syncs.folders += changed.size;
      changed.clear();
      return 0;
    };
  }
}

interface EmscriptenModule {
  readonly FS: { readonly filesystems?: { readonly NODEFS?: NodeFsLayer } };
  readonly NODEFS?: NodeFsLayer;
}
type FsNode = object;
interface NodeFsLayer {
  realPath(node: FsNode): string;
  readonly node_ops: {
    mknod: (parent: FsNode, ...rest: readonly unknown[]) => unknown;
    rename: (node: FsNode, folder: FsNode, name: string) => void;
    unlink: (parent: FsNode, name: string) => void;
  };
  readonly stream_ops: { fsync?: (stream: { readonly nfd?: number | null }) => number };
}

/** Forces a file, or the names in a folder, to disk. One that was removed meanwhile needs it no more. */
export function syncToDisk(path: string): void {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
