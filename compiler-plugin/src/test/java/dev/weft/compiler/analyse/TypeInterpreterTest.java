package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Handwritten;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The effect of every family of opcodes: the operands behind the last instruction of a snippet. */
class TypeInterpreterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | null",
                "2 | int",
                "8 | int",
                "9 | long",
                "10 | long",
                "11 | float",
                "13 | float",
                "14 | double",
                "15 | double"
            })
    void constants(int opcode, String pushed) {
        assertEquals("[" + pushed + "]", operands("()V", code -> code.visitInsn(opcode)));
    }

    @Test
    void wideConstants() {
        assertEquals("[int, int]", operands("()V", code -> {
            code.visitIntInsn(Opcodes.BIPUSH, 100);
            code.visitIntInsn(Opcodes.SIPUSH, 1000);
        }));
        assertEquals("[int, float, long, double, java/lang/String]", operands("()V", code -> {
            code.visitLdcInsn(1);
            code.visitLdcInsn(1f);
            code.visitLdcInsn(1L);
            code.visitLdcInsn(1d);
            code.visitLdcInsn("s");
        }));
        var bootstrap = new Handle(Opcodes.H_INVOKESTATIC, "B", "b", "()V", false);
        assertEquals(
                "[java/lang/Class, java/lang/invoke/MethodType, java/lang/invoke/MethodHandle, long]",
                operands("()V", code -> {
                    code.visitLdcInsn(Type.getObjectType("java/lang/String"));
                    code.visitLdcInsn(Type.getMethodType("()V"));
                    code.visitLdcInsn(bootstrap);
                    code.visitLdcInsn(new ConstantDynamic("c", "J", bootstrap));
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "96,118,I,int",
        "97,119,J,long",
        "98,118,F,float",
        "99,119,D,double",
    })
    void arithmetic(int add, int neg, String type, String result) {
        for (int opcode = add; opcode <= Opcodes.DREM; opcode += 4) {
            int binary = opcode;
            assertEquals("[" + result + "]", operands("(" + type + ")V", code -> {
                load(code, type);
                load(code, type);
                code.visitInsn(binary);
            }));
        }
        int negation = Opcodes.INEG + add - Opcodes.IADD;
        assertEquals("[" + result + "]", operands("(" + type + ")V", code -> {
            load(code, type);
            code.visitInsn(negation);
        }));
    }

    @ParameterizedTest
    @CsvSource({"I,int,120", "J,long,121"})
    void shiftsAndBits(String type, String result, int firstShift) {
        for (int shift = firstShift; shift <= Opcodes.LUSHR; shift += 2) {
            int opcode = shift;
            assertEquals("[" + result + "]", operands("(" + type + ")V", code -> {
                load(code, type);
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(opcode);
            }));
        }
        for (int bits = firstShift + 6; bits <= Opcodes.LXOR; bits += 2) {
            int opcode = bits;
            assertEquals("[" + result + "]", operands("(" + type + ")V", code -> {
                load(code, type);
                load(code, type);
                code.visitInsn(opcode);
            }));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "133,I,long",
        "134,I,float",
        "135,I,double",
        "136,J,int",
        "137,J,float",
        "138,J,double",
        "139,F,int",
        "140,F,long",
        "141,F,double",
        "142,D,int",
        "143,D,long",
        "144,D,float",
        "145,I,int",
        "146,I,int",
        "147,I,int"
    })
    void conversions(int opcode, String from, String to) {
        assertEquals("[" + to + "]", operands("(" + from + ")V", code -> {
            load(code, from);
            code.visitInsn(opcode);
        }));
    }

    @ParameterizedTest
    @CsvSource({"148,J", "149,F", "150,F", "151,D", "152,D"})
    void comparisons(int opcode, String type) {
        assertEquals("[int]", operands("(" + type + ")V", code -> {
            load(code, type);
            load(code, type);
            code.visitInsn(opcode);
        }));
    }

    @ParameterizedTest
    @CsvSource({"4,[Z", "5,[C", "6,[F", "7,[D", "8,[B", "9,[S", "10,[I", "11,[J"})
    void primitiveArrays(int operand, String type) {
        assertEquals("[" + type + "]", operands("()V", code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitIntInsn(Opcodes.NEWARRAY, operand);
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "[I,46,int", "[J,47,long", "[F,48,float", "[D,49,double", "[Ljava/lang/String;,50,java/lang/String",
        "[[I,50,[I", "[B,51,int", "[Z,51,int", "[C,52,int", "[S,53,int"
    })
    void arrayElements(String array, int opcode, String element) {
        assertEquals("[" + element + "]", operands("(" + array + ")V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(opcode);
        }));
    }

    @Test
    void referenceArraysAndTests() {
        assertEquals("[[Ljava/lang/String;, [[I, [[[J, int, int]", operands("()V", code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
            code.visitInsn(Opcodes.ICONST_1);
            code.visitTypeInsn(Opcodes.ANEWARRAY, "[I");
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.ICONST_1);
            code.visitMultiANewArrayInsn("[[[J", 2);
            code.visitInsn(Opcodes.DUP);
            code.visitInsn(Opcodes.ARRAYLENGTH);
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitTypeInsn(Opcodes.INSTANCEOF, "java/lang/String");
        }));
        assertEquals("[null]", operands("()V", code -> {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitInsn(Opcodes.AALOAD);
        }));
        assertEquals("[[Ljava/lang/String;]", operands("()V", code -> {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/String;");
        }));
    }

    @Test
    void fieldsAndCalls() {
        assertEquals("[long, float, int, java/util/List]", operands("(LX;)V", code -> {
            code.visitFieldInsn(Opcodes.GETSTATIC, "X", "s", "J");
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, "X", "f", "F");
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.LCONST_1);
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "X", "v", "(J)Z", false);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "X", "i", "()Ljava/util/List;", true);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "X", "s", "()V", false);
        }));
        var bootstrap = new Handle(Opcodes.H_INVOKESTATIC, "B", "b", "()V", false);
        assertEquals("[java/lang/Runnable]", operands("(I)V", code -> {
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitInvokeDynamicInsn("run", "(I)Ljava/lang/Runnable;", bootstrap);
        }));
    }

    @Test
    void stackShuffling() {
        assertEquals("[int, java/lang/String, int]", operands("()V", code -> {
            code.visitLdcInsn("s");
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.DUP_X1);
        }));
        assertEquals("[long, int, long]", operands("()V", code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.LCONST_1);
            code.visitInsn(Opcodes.DUP2_X1);
        }));
        assertEquals("[java/lang/String, int]", operands("()V", code -> {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitLdcInsn("s");
            code.visitInsn(Opcodes.SWAP);
        }));
    }

    private static void load(MethodVisitor code, String type) {
        code.visitVarInsn(Type.getType(type).getOpcode(Opcodes.ILOAD), 0);
    }

    /** The operands before the return that is put behind the snippet; it need not leave an empty stack. */
    private static String operands(String descriptor, Consumer<MethodVisitor> snippet) {
        var method = Handwritten.method(descriptor, snippet.andThen(code -> code.visitInsn(Opcodes.RETURN)));
        var found = new ArrayList<String>();
        new TypeFlow(Handwritten.OWNER, method).walk((instruction, types) -> {
            if (instruction.getOpcode() == Opcodes.RETURN) {
                found.add(types.operandsBelow(0).toString());
            }
        });
        return found.get(0);
    }
}
