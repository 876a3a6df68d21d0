package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;

class VerificationTypeTest {

    @ParameterizedTest
    @CsvSource({
        "Z,int,1,I,21,3",
        "B,int,1,I,21,3",
        "C,int,1,I,21,3",
        "S,int,1,I,21,3",
        "I,int,1,I,21,3",
        "F,float,1,F,23,11",
        "J,long,2,J,22,9",
        "D,double,2,D,24,14",
        "Lp/X;,p/X,1,Lp/X;,25,1",
        "[[J,[[J,1,[[J,25,1"
    })
    void ofASourceType(String descriptor, String text, int size, String field, int load, int constant) {
        var type = VerificationType.of(Type.getType(descriptor));
        assertEquals(text, type.toString());
        assertEquals(size, type.getSize());
        assertEquals(field, type.fieldDescriptor());
        assertEquals(load, type.opcode(Opcodes.ILOAD));
        assertEquals(constant, type.defaultConstant());
        assertTrue(type.isUsable(), type::toString);
        assertFalse(type.isNull(), type::toString);
        assertEquals(type.isReference() ? 'L' : field.charAt(0), type.kind().letter());
    }

    @Test
    void voidIsNone() {
        assertThrows(IllegalArgumentException.class, () -> VerificationType.of(Type.VOID_TYPE));
    }

    @Test
    void whatFieldsCannotHold() {
        var creation = new TypeInsnNode(Opcodes.NEW, "X");
        assertThrows(IllegalStateException.class, VerificationType.NULL::fieldDescriptor);
        assertThrows(IllegalStateException.class, VerificationType.TOP::fieldDescriptor);
        assertThrows(IllegalStateException.class, VerificationType.uninitialized(creation)::fieldDescriptor);
        assertThrows(IllegalStateException.class, VerificationType.INT::referenceName);
    }

    @Test
    void uninitialisedObjectsAreEqualIfOneInstructionMadeThem() {
        var one = new TypeInsnNode(Opcodes.NEW, "X");
        var other = new TypeInsnNode(Opcodes.NEW, "X");
        assertEquals(VerificationType.uninitialized(one), VerificationType.uninitialized(one));
        assertNotEquals(VerificationType.uninitialized(one), VerificationType.uninitialized(other));
        var made = VerificationType.uninitialized(one);
        assertTrue(made.isUninitialized(one), made::toString);
        assertFalse(made.isUninitialized(other), made::toString);
        assertEquals(made.hashCode(), VerificationType.uninitialized(one).hashCode());
        assertEquals(
                3,
                Set.of(made, VerificationType.uninitialized(other), VerificationType.NULL)
                        .size());
        var initialized = VerificationType.reference("X");
        assertEquals(
                initialized.hashCode(),
                VerificationType.reference(String.valueOf('X')).hashCode());
        assertFalse(initialized.isUninitialized(one), initialized::toString);
    }

    @Test
    void nullIsNoReferenceWithAName() {
        assertTrue(VerificationType.NULL.isNull(), VerificationType.NULL::toString);
        assertFalse(VerificationType.NULL.isReference(), VerificationType.NULL::toString);
        assertFalse(VerificationType.TOP.isUsable(), VerificationType.TOP::toString);
    }
}
