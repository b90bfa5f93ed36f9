/** Data as the trainers of others read it, with a script that trains on it. */
package dev.copra.learn.export;
