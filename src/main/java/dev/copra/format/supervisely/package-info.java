/** Supervisely: a project of folders, each with a file of JSON an image. */
package dev.copra.format.supervisely;
