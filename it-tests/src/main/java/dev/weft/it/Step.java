package dev.weft.it;

/**
 * One scripted await: the {@code number}-th that the run created, counting from 1.
 *
 * @param number position in the run
 * @param label the name that the target gave it
 * @param value what it evaluates to unless the script says otherwise
 */
public record Step<T>(int number, String label, T value) {
    @Override
    public String toString() {
        return label + "#" + number;
    }
}
