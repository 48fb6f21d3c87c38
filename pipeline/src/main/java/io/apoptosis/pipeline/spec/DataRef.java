package io.apoptosis.pipeline.spec;

/**
 * Where images and labels are. In a specification either a name such as {@code cifar10-sample/train} or an object with one key, the
 * format: {@code {tensors: FILE}}, {@code {cifar10: FILE}}.
 *
 * @param format {@code cifar10} (the official binary) or {@code tensors} (safetensors with {@code input} and {@code labels})
 * @param location a local path, or {@code object:KEY} once uploaded
 */
public record DataRef(String format, String location) {}
