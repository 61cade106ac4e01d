package com.lehnz.engine;

public record WriteResult(Write write, Outcome outcome) {}
