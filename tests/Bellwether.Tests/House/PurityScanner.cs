using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bellwether.Tests.House;

/// <summary>
/// Looks into a built assembly for what the pure floor must not contain: asynchrony, I/O, threads and locks, mutable statics, and enumeration of collections
/// whose order depends on hash codes. It reads metadata and instructions, so it also sees what compilers and helpers put there.
/// </summary>
sealed class PurityScanner : IDisposable
{
    static readonly string[] ForbiddenNamespaces = ["System.Threading.", "System.IO.", "System.Net.", "System.Timers.", "System.Diagnostics.Process"];

    static readonly string[] ForbiddenTypes =
    [
        "System.Collections.Generic.IAsyncEnumerable`1", "System.Collections.Generic.IAsyncEnumerator`1", "System.IAsyncDisposable",
        "System.Runtime.CompilerServices.IsVolatile", "System.Random", "System.Console", "System.Diagnostics.Stopwatch", "System.TimeProvider", "NodaTime.SystemClock",
    ];

    static readonly string[] HashCollections =
    [
        "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.IDictionary`2", "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Generic.ISet`1", "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Frozen.FrozenDictionary`2", "System.Collections.Frozen.FrozenSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Collections.Hashtable",
    ];

    static readonly string[] EnumeratingMembers = ["GetEnumerator", "get_Keys", "get_Values", "get_Items", "CopyTo"];

    readonly PEReader file;
    readonly MetadataReader reader;
    readonly MethodCode code;

    public PurityScanner(string assemblyPath)
    {
        file = new PEReader(File.OpenRead(assemblyPath));
        reader = file.GetMetadataReader();
        code = new MethodCode(file, reader);
    }

    public void Dispose() => file.Dispose();

    /// <summary>The simple names of the assemblies that this one references.</summary>
    public IEnumerable<string> References => reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name));

    /// <summary>What was found, as <c>Namespace.Type.Member: finding</c>, in the order of the metadata.</summary>
    /// <param name="include">Chooses types by full name; nested types are asked for by their own (<c>Outer+Inner</c>).</param>
    public IReadOnlyList<string> Scan(Func<string, bool> include)
    {
        var findings = new List<string>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var name = TypeShapes.NameOf(reader, handle);
            if (!include(name)) continue;
            var type = reader.GetTypeDefinition(handle);
            foreach (var field in type.GetFields()) Check(name, reader.GetFieldDefinition(field), findings);
            foreach (var method in type.GetMethods()) Check(name, reader.GetMethodDefinition(method), findings);
        }
        return [.. findings.Distinct()];
    }

    /// <summary>The methods (<c>Namespace.Type.Method</c>) that construct a type: <c>newobj</c>, or a constructor called on a place that holds one.</summary>
    public IReadOnlyList<string> ConstructorsOf(string typeName)
    {
        var places = new List<string>();
        foreach (var handle in reader.TypeDefinitions)
            foreach (var methodHandle in reader.GetTypeDefinition(handle).GetMethods())
            {
                var method = reader.GetMethodDefinition(methodHandle);
                var constructs = code.InstructionsOf(method).Any(i => code.Called(i) is { Name: ".ctor" } called && called.Declaring.Name == typeName);
                if (constructs) places.Add($"{TypeShapes.NameOf(reader, handle)}.{reader.GetString(method.Name)}");
            }
        return places;
    }

    /// <summary>Whether the assembly declares a type of this full name.</summary>
    public bool Declares(string typeName) => reader.TypeDefinitions.Any(h => TypeShapes.NameOf(reader, h) == typeName);

    void Check(string type, FieldDefinition field, List<string> findings)
    {
        var place = $"{type}.{reader.GetString(field.Name)}";
        var shape = field.DecodeSignature(TypeShapes.Provider, null);
        findings.AddRange(Forbidden(shape).Select(x => $"{place}: a field of {x}"));

        var isMutableStatic = field.Attributes.HasFlag(FieldAttributes.Static) && (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) == 0;
        if (isMutableStatic && !IsCompilersCache(type)) findings.Add($"{place}: a mutable static field");
    }

    /// <summary>The compiler keeps delegates of static lambdas and method groups, and data of initialisers, in types of its own.</summary>
    static bool IsCompilersCache(string type)
    {
        var own = type[(type.LastIndexOf('+') + 1)..];
        return own.StartsWith("<>c", StringComparison.Ordinal) || own.StartsWith("<>O", StringComparison.Ordinal) || own.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);
    }

    void Check(string type, MethodDefinition method, List<string> findings)
    {
        var place = $"{type}.{reader.GetString(method.Name)}";
        var signature = method.DecodeSignature(TypeShapes.Provider, null);
        var locals = code.LocalsOf(method);
        findings.AddRange(signature.ParameterTypes.Add(signature.ReturnType).SelectMany(Forbidden).Select(x => $"{place}: {x} in the signature"));
        findings.AddRange(locals.SelectMany(Forbidden).Select(x => $"{place}: a local of {x}"));

        var holdsHashCollection = false; // a hash collection was loaded, and nothing has taken it from the stack yet
        foreach (var instruction in code.InstructionsOf(method))
        {
            if (code.NamedType(instruction) is { } named) findings.AddRange(Forbidden(named).Select(x => $"{place}: uses {x}"));
            if (code.FieldType(instruction) is { } field) findings.AddRange(Forbidden(field).Select(x => $"{place}: a field of {x}"));
            if (code.Called(instruction) is { } called)
            {
                findings.AddRange(Forbidden(called.Declaring).Concat(called.GenericArguments.SelectMany(Forbidden)).Select(x => $"{place}: calls {called.Name} of {x}"));
                if (Enumerates(called)) findings.Add($"{place}: enumerates {called.Declaring.Name} ({called.Name})");
                else if (holdsHashCollection && TakesSequence(called)) findings.Add($"{place}: passes a hash collection to {called.Declaring.Name}.{called.Name}");
                if (!MakesDelegate(instruction, called)) holdsHashCollection = IsHashCollection(called.Name == ".ctor" ? called.Declaring : called.Signature.ReturnType);
            }
            else if (LoadedType(instruction, method, signature, locals) is { } loaded) holdsHashCollection |= IsHashCollection(loaded);
            else if (instruction.OpCode.Name is "stfld" or "starg" or "starg.s" || instruction.OpCode.Name!.StartsWith("stloc", StringComparison.Ordinal)) holdsHashCollection = false;
        }
    }

    static IEnumerable<string> Forbidden(TypeShape shape) => shape.Names.Where(IsForbidden);

    static bool IsForbidden(string name) =>
        ForbiddenTypes.Contains(name) || ForbiddenNamespaces.Any(n => name.StartsWith(n, StringComparison.Ordinal));

    static bool IsHashCollection(TypeShape shape) => HashCollections.Contains(shape.Name);

    static bool IsKeyValuePair(TypeShape shape) => shape.Name == "System.Collections.Generic.KeyValuePair`2";

    /// <summary>Its own enumerator, keys or values; or, through an interface, pairs of key and value.</summary>
    static bool Enumerates(CalledMethod called) =>
        EnumeratingMembers.Contains(called.Name)
        && (IsHashCollection(called.Declaring) || (called.Declaring.Name == "System.Collections.Generic.IEnumerable`1" && called.Declaring.Parts.Any(IsKeyValuePair)));

    /// <summary>Anything but a hash collection itself (<c>UnionWith</c>, a copy), where order cannot show.</summary>
    static bool TakesSequence(CalledMethod called) =>
        !IsHashCollection(called.Declaring) && called.Signature.ParameterTypes.Any(p => p.Name is "System.Collections.Generic.IEnumerable`1" or "System.Collections.IEnumerable");

    /// <summary>A lambda or method group on its way to the call that takes the collection.</summary>
    static bool MakesDelegate(Instruction instruction, CalledMethod called) =>
        instruction.OpCode.Name is "ldftn" or "ldvirtftn"
        || (called.Name == ".ctor" && called.Signature.ParameterTypes is [{ Name: "System.Object" }, { Name: "System.IntPtr" }]);

    TypeShape? LoadedType(Instruction instruction, MethodDefinition method, MethodSignature<TypeShape> signature, IReadOnlyList<TypeShape> locals)
    {
        var name = instruction.OpCode.Name!;
        if (name is "ldfld" or "ldsfld") return code.FieldType(instruction);
        var isLocal = name.StartsWith("ldloc", StringComparison.Ordinal);
        if (!isLocal && !name.StartsWith("ldarg", StringComparison.Ordinal)) return null;
        var index = char.IsAsciiDigit(name[^1]) ? name[^1] - '0' : instruction.Operand;
        if (isLocal) return locals[index];
        if (!method.Attributes.HasFlag(MethodAttributes.Static)) index--;
        return index < 0 ? null : signature.ParameterTypes[index];
    }
}
