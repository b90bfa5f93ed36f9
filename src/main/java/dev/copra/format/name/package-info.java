/** What a format calls things and where it keeps them: images with their files and folders, splits, ids and categories. */
package dev.copra.format.name;
