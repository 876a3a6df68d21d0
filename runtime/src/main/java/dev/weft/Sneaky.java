package dev.weft;

/** Throws checked exceptions as they are, where the signature cannot say so. */
final class Sneaky {
    private Sneaky() {}

    @SuppressWarnings("unchecked")
    static <T> T outcome(Task<T> task) {
        try {
            return (T) task.outcome();
        } catch (Throwable failure) {
            throw Sneaky.<RuntimeException>as(failure);
        }
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> X as(Throwable failure) throws X {
        throw (X) failure;
    }
}
