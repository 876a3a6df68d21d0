package dev.weft;

/** Runs the steps of a loop and times them. Used by the loop's thread. */
class Stopwatch {
    final Vitals vitals;

    Stopwatch(Vitals vitals) {
        this.vitals = vitals;
    }

    void run(QueueNode node) {
        long began = System.nanoTime();
        try {
            node.run();
        } finally {
            vitals.took(System.nanoTime() - began);
        }
    }
}
