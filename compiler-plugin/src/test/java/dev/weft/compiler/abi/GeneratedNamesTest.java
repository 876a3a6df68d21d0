package dev.weft.compiler.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

class GeneratedNamesTest {

    @Test
    void entriesArePrivateAndKeepOnlyWhatTheirCodeNeeds() {
        int source = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_VARARGS;
        assertEquals(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, GeneratedNames.entryAccess(source));
        assertEquals(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC, GeneratedNames.entryAccess(Opcodes.ACC_PROTECTED));
    }

    @Test
    void entriesThatOtherClassesCallAreAsVisibleAsTheirMethod() {
        int source = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_VARARGS;
        assertEquals(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                GeneratedNames.directEntryAccess(source));
        assertEquals(
                Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC, GeneratedNames.directEntryAccess(Opcodes.ACC_PROTECTED));
        assertEquals(Opcodes.ACC_SYNTHETIC, GeneratedNames.directEntryAccess(0));
    }

    @Test
    void theDispatcherIsPublicOnlyWhereItMustBe() {
        assertEquals(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, GeneratedNames.dispatcherAccess(false));
        assertEquals(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, GeneratedNames.dispatcherAccess(true));
    }

    @Test
    void fieldsTellWhatTheyHold() {
        assertEquals("I3", GeneratedNames.spillField('I', 3, 0));
        assertEquals("s0_2", GeneratedNames.spillField('s', 0, 2));
    }
}
