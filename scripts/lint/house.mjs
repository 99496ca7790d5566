/** Two lint rules of this house, for oxlint: the import table, and no for…in in the simulation. */
import { dirname, join, relative, sep } from 'node:path';
import { refusalOfFile, refusalOfPackage } from './import-table.mjs';

/** Type-only: `import type`, or every name marked `type`. */
function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const names = node.specifiers ?? [];
  return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type');
}

/** A path inside src/, with forward slashes; null outside. The last folder called src counts. */
function insideSrc(path) {
  const parts = path.split(sep);
  const at = parts.lastIndexOf('src');
  return at < 0 ? null : parts.slice(at + 1).join('/');
}

function refusal(filename, node) {
  const file = insideSrc(filename);
  const specifier = String(node.source.value).replace(/\?.*$/, '');
  if (file === null) return null;
  if (!specifier.startsWith('.')) return refusalOfPackage(file, specifier);
  const root = filename.slice(0, filename.length - file.length);
  const target = relative(root, join(dirname(filename), specifier))
    .split(sep)
    .join('/');
  if (target.startsWith('..')) return `${file.split('/')[0]} may not import from outside src`;
  return refusalOfFile(file, target, isTypeOnly(node));
}

const imports = {
  create(context) {
    const check = (node) => {
      if (!node.source || typeof node.source.value !== 'string') return;
      const message = refusal(context.filename, node);
      if (message !== null) context.report({ node: node.source, message });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

const noForIn = {
  create(context) {
    return {
      ForInStatement(node) {
        context.report({ node, message: 'for…in has no order to rely on; walk an array' });
      },
    };
  },
};

export default { meta: { name: 'house' }, rules: { imports, 'no-for-in': noForIn } };
