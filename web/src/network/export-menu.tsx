import { Menu } from '@mantine/core';
import { useState } from 'react';
import { formatMarking, SEALED } from '../../../src/model/marking.ts';
import { strictest } from '../../../src/model/strictest.ts';
import { Failure } from '../shared/notice.tsx';
import type { ChartFormat } from './answers.ts';
import classes from './network.module.css';
import type { Scene } from './scene.ts';
import { svgOf } from './svg.ts';
import type { Desk } from './use-desk.ts';
import { exportChart } from './use-network.ts';

const FORMATS: readonly (readonly [ChartFormat, string])[] = [
  ['graphml', 'GraphML'],
  ['gexf', 'GEXF'],
  ['csv', 'CSV: a row a tie'],
  ['anx', 'ANX, for Analyst’s Notebook'],
];

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Pictures of the chart, and what is on it as files of other programs; each stamped with its marking. */
export function ExportMenu({ desk, scene }: { readonly desk: Desk; readonly scene: Scene }) {
  const [trouble, setTrouble] = useState<unknown>();
  const [told, setTold] = useState<string>();
  const picture = (): string => {
    const markings = desk.edges.flatMap(({ marking }) => marking ?? []);
    // Ties without a marking that may be seen are withheld ones: that they are there is not for everybody.
    const all = desk.edges.some(({ marking }) => !marking) ? [...markings, SEALED] : markings;
    return svgOf(scene, desk.palette, formatMarking(strictest(all) ?? SEALED), 'Network');
  };
  const guarded = async (what: () => Promise<void>): Promise<void> => {
    setTrouble(undefined);
    setTold(undefined);
    try {
      await what();
    } catch (error) {
      setTrouble(error);
    }
  };
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <button type="button" className={classes.quietButton} disabled={desk.nodes.length === 0}>
            Export ▾
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save(new Blob([picture()], { type: 'image/svg+xml' }), 'network.svg')}>
            SVG: the picture, as lines
          </Menu.Item>
          <Menu.Item onClick={() => void guarded(async () => save(await pngOf(picture()), 'network.png'))}>
            PNG: the picture
          </Menu.Item>
          <Menu.Divider />
          {FORMATS.map(([format, title]) => (
            <Menu.Item
              key={format}
              onClick={() =>
                void guarded(async () => {
                  const { file, marking, withheld } = await exportChart({
                    persons: desk.persons,
                    format,
                    ...(desk.clocks && { clocks: desk.clocks }),
                  });
                  save(file, `network.${format}`);
                  setTold(
                    `Marked ${marking ?? 'as in the file'}${withheld ? `; ${withheld} ties stayed here` : ''}.`,
                  );
                })
              }
            >
              {title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {told && (
        <span className="quiet small" role="status">
          {told}
        </span>
      )}
      {trouble !== undefined && <Failure error={trouble} />}
    </>
  );
}

/** Twice as fine as it is drawn. The policy of content lets pictures come from `data:` only. */
async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('This browser made no picture. Take SVG.'))),
      'image/png',
    ),
  );
}
