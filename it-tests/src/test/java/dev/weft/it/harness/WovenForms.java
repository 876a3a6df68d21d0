package dev.weft.it.harness;

/**
 * Classes woven in three forms.
 *
 * @param cold as they were written
 * @param hot with futures in place of coroutines
 * @param streams as streams whose last item is the result
 */
public record WovenForms(ClassFiles cold, ClassFiles hot, ClassFiles streams) {
    public static WovenForms of(ClassFiles unwoven) {
        return new WovenForms(
                Weaving.weave(unwoven), Weaving.weave(unwoven.madeHot()), Weaving.weave(unwoven.madeStreams()));
    }
}
