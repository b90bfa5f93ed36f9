/**
 * Whole data sets: conversion between formats, and documents that are filtered, sampled, divided, merged, renumbered or
 * compared.
 */
package dev.copra.cli.dataset;
