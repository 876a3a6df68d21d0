package dev.weft.benchmarks.handwritten;

/** The rest of a method that adds one to what it has called. */
final class AddOne extends Activation {
    private static final StackTraceElement POSITION =
            new StackTraceElement(AddOne.class.getName(), "resume", "AddOne.java", 10);

    @Override
    int resume(int value) {
        return value + 1;
    }

    @Override
    StackTraceElement position() {
        return POSITION;
    }
}
