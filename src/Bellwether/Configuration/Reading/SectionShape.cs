using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bellwether.Configuration;

/// <summary>What one key of a section holds.</summary>
enum KeyKind
{
    Scalar,
    Section,

    /// <summary>A list of scalars.</summary>
    List,

    /// <summary>A list of sections.</summary>
    Sections,

    /// <summary>Names of the user's own, each with an indicator call.</summary>
    Indicators,
}

/// <summary>A key of a section, read off the settings records.</summary>
/// <param name="Name">As written in the file.</param>
/// <param name="Property">Where its value goes.</param>
/// <param name="Setting">What it means.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRequired">Must be written.</param>
/// <param name="Scalar">Format of the scalar or of the list's items; null for the other kinds.</param>
/// <param name="Section">Shape of the section, or of the list's sections; null for the other kinds.</param>
sealed record KeyShape(string Name, PropertyInfo Property, SettingAttribute Setting, KeyKind Kind, bool IsRequired, ScalarFormat? Scalar, SectionShape? Section)
{
    /// <summary>The value that a file without this key has; null for none.</summary>
    public object? Default { get; init; }

    /// <summary>A value to show in messages.</summary>
    public string Example => Setting.Example ?? (Kind == KeyKind.Scalar && Default is not null ? Scalar!.Write(Default) : Scalar?.Example ?? "…");
}

/// <summary>The keys of a section, in the order of the manual.</summary>
sealed class SectionShape
{
    static readonly ConcurrentDictionary<Type, SectionShape> Known = [];

    SectionShape(Type type)
    {
        Type = type;
        var defaults = New();
        Keys = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null).Select(p => KeyOf(p) with { Default = p.GetValue(defaults) })];
        ExactlyOne = type.GetCustomAttribute<ExactlyOneAttribute>()?.Keys ?? [];
    }

    public Type Type { get; }

    public IReadOnlyList<KeyShape> Keys { get; }

    /// <summary>Keys of which exactly one must be written; empty for no such rule.</summary>
    public IReadOnlyList<string> ExactlyOne { get; }

    public static SectionShape Of(Type type) => Known.GetOrAdd(type, static t => new SectionShape(t));

    public KeyShape? Find(string name) => Keys.FirstOrDefault(k => k.Name == name);

    /// <summary>A section with its defaults, as far as it has some.</summary>
    public object New() => Activator.CreateInstance(Type)!;

    /// <summary>Every key with its path, sections before what is in them.</summary>
    public IEnumerable<(string Path, KeyShape Key)> Walk(string above = "") =>
        Keys.SelectMany(k => (k.Section?.Walk($"{above}{k.Name}.") ?? []).Prepend(($"{above}{k.Name}", k)));

    static KeyShape KeyOf(PropertyInfo property)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>() ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} has no [Setting]");
        var type = property.PropertyType;
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        // "required" tells the compiler that a value must be given, and the binder the same.
        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        if (type == typeof(IReadOnlyList<IndicatorSetting>)) return new(name, property, setting, KeyKind.Indicators, isRequired, null, null);
        if (ScalarFormats.For(type) is { } scalar) return new(name, property, setting, KeyKind.Scalar, isRequired, scalar, null);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>)) return new(name, property, setting, KeyKind.Section, isRequired, null, Of(type));
        var item = type.GetGenericArguments()[0];
        return ScalarFormats.For(item) is { } format
            ? new(name, property, setting, KeyKind.List, isRequired, format, null)
            : new(name, property, setting, KeyKind.Sections, isRequired, null, Of(item));
    }
}
