using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Bellwether.Tests.House;

/// <summary>A method that an instruction calls, constructs or takes the address of.</summary>
sealed record CalledMethod(TypeShape Declaring, string Name, MethodSignature<TypeShape> Signature, ImmutableArray<TypeShape> GenericArguments);

/// <summary>One instruction: its opcode, and the operand that matters here (a metadata token, or the number of a local or argument).</summary>
readonly record struct Instruction(OpCode OpCode, int Operand);

/// <summary>Reads the bodies of methods from a built assembly.</summary>
sealed class MethodCode(PEReader file, MetadataReader reader)
{
    static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    public ImmutableArray<TypeShape> LocalsOf(MethodDefinition method)
    {
        if (method.RelativeVirtualAddress == 0) return [];
        var signature = file.GetMethodBody(method.RelativeVirtualAddress).LocalSignature;
        return signature.IsNil ? [] : reader.GetStandaloneSignature(signature).DecodeLocalSignature(TypeShapes.Provider, null);
    }

    public IEnumerable<Instruction> InstructionsOf(MethodDefinition method)
    {
        if (method.RelativeVirtualAddress == 0) return [];
        var il = file.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
        var instructions = new List<Instruction>();
        while (il.RemainingBytes > 0) instructions.Add(Read(ref il));
        return instructions;
    }

    static Instruction Read(ref BlobReader il)
    {
        int first = il.ReadByte();
        var code = OpCodesByValue[(short)(first == 0xFE ? 0xFE00 | il.ReadByte() : first)];
        switch (code.OperandType)
        {
            case OperandType.InlineNone: return new(code, 0);
            case OperandType.ShortInlineVar: return new(code, il.ReadByte());
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI: il.Offset++; return new(code, 0);
            case OperandType.InlineVar: return new(code, il.ReadUInt16());
            case OperandType.InlineI8 or OperandType.InlineR: il.Offset += 8; return new(code, 0);
            case OperandType.InlineSwitch:
                var targets = il.ReadInt32();
                il.Offset += 4 * targets;
                return new(code, 0);
            default: return new(code, il.ReadInt32());
        }
    }

    /// <summary>The method an instruction names, or null when it names none.</summary>
    public CalledMethod? Called(Instruction instruction)
    {
        if (instruction.OpCode.OperandType is not (OperandType.InlineMethod or OperandType.InlineTok)) return null;
        return Resolve(MetadataTokens.EntityHandle(instruction.Operand), []);
    }

    CalledMethod? Resolve(EntityHandle handle, ImmutableArray<TypeShape> genericArguments)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var own = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return new(TypeShapes.Of(reader, own.GetDeclaringType()), reader.GetString(own.Name), own.DecodeSignature(TypeShapes.Provider, null), genericArguments);
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return Resolve(specification.Method, specification.DecodeSignature(TypeShapes.Provider, null));
            case HandleKind.MemberReference:
                var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                if (member.GetKind() != MemberReferenceKind.Method) return null;
                var declaring = member.Parent.Kind == HandleKind.MethodDefinition
                    ? TypeShapes.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)member.Parent).GetDeclaringType())
                    : TypeShapes.Of(reader, member.Parent);
                return new(declaring, reader.GetString(member.Name), member.DecodeMethodSignature(TypeShapes.Provider, null), genericArguments);
            default:
                return null;
        }
    }

    /// <summary>The type of the field an instruction names, or null when it names none.</summary>
    public TypeShape? FieldType(Instruction instruction)
    {
        if (instruction.OpCode.OperandType is not OperandType.InlineField) return null;
        var handle = MetadataTokens.EntityHandle(instruction.Operand);
        return handle.Kind == HandleKind.FieldDefinition
            ? reader.GetFieldDefinition((FieldDefinitionHandle)handle).DecodeSignature(TypeShapes.Provider, null)
            : reader.GetMemberReference((MemberReferenceHandle)handle).DecodeFieldSignature(TypeShapes.Provider, null);
    }

    /// <summary>The type an instruction names (cast, new array, typeof, …), or null when it names none.</summary>
    public TypeShape? NamedType(Instruction instruction)
    {
        if (instruction.OpCode.OperandType is not (OperandType.InlineType or OperandType.InlineTok)) return null;
        var handle = MetadataTokens.EntityHandle(instruction.Operand);
        return handle.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification ? TypeShapes.Of(reader, handle) : null;
    }
}
