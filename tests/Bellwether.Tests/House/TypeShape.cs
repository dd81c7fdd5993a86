using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Bellwether.Tests.House;

/// <summary>A type as a signature names it: the full name of its definition and the types it is built from (generic arguments, elements, modifiers).</summary>
sealed record TypeShape(string Name, params ImmutableArray<TypeShape> Parts)
{
    /// <summary>The name of this type and of every type in it.</summary>
    public IEnumerable<string> Names => Parts.SelectMany(p => p.Names).Prepend(Name);

    public override string ToString() => Parts.IsEmpty ? Name : $"{Name}<{string.Join(", ", Parts)}>";
}

/// <summary>Builds <see cref="TypeShape"/>s from metadata.</summary>
sealed class TypeShapes : ISignatureTypeProvider<TypeShape, object?>
{
    public static readonly TypeShapes Provider = new();

    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var declaring = type.GetDeclaringType();
        var name = reader.GetString(type.Name);
        return declaring.IsNil ? Qualified(reader.GetString(type.Namespace), name) : $"{NameOf(reader, declaring)}+{name}";
    }

    static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : Qualified(reader.GetString(type.Namespace), name);
    }

    static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    /// <summary>The type behind a definition, reference or specification.</summary>
    public static TypeShape Of(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => new TypeShape(NameOf(reader, (TypeDefinitionHandle)handle)),
        HandleKind.TypeReference => new TypeShape(NameOf(reader, (TypeReferenceHandle)handle)),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Provider, null),
        _ => throw new ArgumentOutOfRangeException(nameof(handle), handle.Kind, "expected a type"),
    };

    public TypeShape GetPrimitiveType(PrimitiveTypeCode typeCode) => new($"System.{typeCode}");

    public TypeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => new(NameOf(reader, handle));

    public TypeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => new(NameOf(reader, handle));

    public TypeShape GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeShape GetGenericInstantiation(TypeShape genericType, ImmutableArray<TypeShape> typeArguments) => new(genericType.Name, typeArguments);

    public TypeShape GetGenericTypeParameter(object? genericContext, int index) => new($"!{index}");

    public TypeShape GetGenericMethodParameter(object? genericContext, int index) => new($"!!{index}");

    public TypeShape GetArrayType(TypeShape elementType, ArrayShape shape) => new("[,]", elementType);

    public TypeShape GetSZArrayType(TypeShape elementType) => new("[]", elementType);

    public TypeShape GetByReferenceType(TypeShape elementType) => new("&", elementType);

    public TypeShape GetPointerType(TypeShape elementType) => new("*", elementType);

    public TypeShape GetPinnedType(TypeShape elementType) => elementType;

    public TypeShape GetModifiedType(TypeShape modifier, TypeShape unmodifiedType, bool isRequired) => new("modified", modifier, unmodifiedType);

    public TypeShape GetFunctionPointerType(MethodSignature<TypeShape> signature) => new("function", [signature.ReturnType, .. signature.ParameterTypes]);
}
