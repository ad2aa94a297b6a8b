package org.osbctl.report;

/** Name and version of the program that made a report. */
public record Tool(String name, String version) {}
