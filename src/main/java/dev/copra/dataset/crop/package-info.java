/** Pictures of single instances, cut out of their images, such as classifiers learn from: a folder a category, a file an instance. */
package dev.copra.dataset.crop;
