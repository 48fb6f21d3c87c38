/** Where a file that was dropped on the form goes, by its name; undefined where that can't be told. */
export function placeOf(name) {
  const ending = /[^.]*$/.exec(name.toLowerCase())[0];
  const images = /test|val/i.test(name) ? 'test' : 'train';
  switch (ending) {
    case 'onnx':
      return ['model', 'onnx'];
    case 'json':
      return ['model', 'graph'];
    case 'th':
    case 'pth':
    case 'pt':
      return ['model', 'weights'];
    case 'safetensors':
      return /train|test|val/i.test(name) ? ['data', images, 'tensors'] : ['model', 'weights'];
    case 'bin':
      return ['data', images, 'cifar10'];
    case 'zip':
      return ['data', images, 'folder'];
    default:
      return undefined;
  }
}

/** Says that files may be dropped here, and that the browser is not to open them. */
export const over = (event) => event.preventDefault();

export function filesOf(event) {
  event.preventDefault();
  event.stopPropagation();
  return [...(event.dataTransfer ?? event.target).files];
}
