package dev.weft.benchmarks.handwritten;

/** A machine that keeps its result. */
final class Summing extends Machine {
    int result;

    @Override
    void returned(int value) {
        result = value;
    }
}
