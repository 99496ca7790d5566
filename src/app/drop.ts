/** A file dropped anywhere on the page is opened. What it is is told by its content. */
import { useUi } from '../store/ui-store';
import { openFile } from './open-file';
import { grouped } from '../store/units';

export function acceptDrops(target: Window): void {
  target.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    document.documentElement.dataset['dropping'] = '';
  });
  target.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) delete document.documentElement.dataset['dropping'];
  });
  target.addEventListener('drop', (event) => {
    delete document.documentElement.dataset['dropping'];
    const files = event.dataTransfer?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    const [file] = files;
    if (files.length > 1) {
      useUi.setState({
        alert: {
          title: 'One file at a time',
          problems: [
            { code: 'drop.many', where: '', message: `${grouped(files.length)} files were dropped. Drop a single scenario, subnet list or product file.` },
          ],
        },
      });
      return;
    }
    if (file !== undefined) void openFile(file);
  });
}
