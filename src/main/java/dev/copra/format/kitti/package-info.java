/** The label files of KITTI's object detection. */
package dev.copra.format.kitti;
