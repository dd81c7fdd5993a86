using System.Text.Json.Nodes;

namespace Bellwether.Configuration;

/// <summary>The JSON Schema (draft 2020-12) of the configuration, from the same records that the binder fills: editors complete and check with it.</summary>
static class ConfigurationSchema
{
    public static string Text() => Text("Configuration of bellwether", typeof(Settings));

    /// <summary>The schema of a fault script.</summary>
    public static string FaultScriptText() => Text("Fault script of bellwether's simulated gateway", typeof(FaultScriptSettings));

    static string Text(string title, Type settings)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach (var (name, value) in Section(SectionShape.Of(settings)).ToList()) schema[name] = value?.DeepClone();
        return schema.ToJsonString(CanonicalForm.Readable) + "\n";
    }

    static JsonObject Section(SectionShape shape)
    {
        var properties = new JsonObject();
        foreach (var key in shape.Keys) properties[key.Name] = Key(key);

        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        var required = shape.Keys.Where(k => k.IsRequired).Select(k => (JsonNode)JsonValue.Create(k.Name)).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        if (shape.ExactlyOne.Count > 0)
            schema["oneOf"] = new JsonArray([.. shape.ExactlyOne.Select(k => (JsonNode)new JsonObject { ["required"] = new JsonArray(JsonValue.Create(k)) })]);
        return schema;
    }

    static JsonObject Key(KeyShape key)
    {
        var schema = key.Kind switch
        {
            KeyKind.Section => Section(key.Section!),
            KeyKind.Sections => new JsonObject { ["type"] = "array", ["items"] = Section(key.Section!) },
            KeyKind.List => new JsonObject { ["type"] = "array", ["items"] = key.Scalar!.Schema(null, null), ["minItems"] = 1, ["uniqueItems"] = true },
            KeyKind.Indicators => new JsonObject
            {
                ["type"] = "object",
                ["propertyNames"] = new JsonObject { ["pattern"] = "^[A-Za-z][A-Za-z0-9_]{0,31}$" },
                ["additionalProperties"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            },
            _ => key.Scalar!.Schema(key.Setting.Least, key.Setting.Most),
        };
        if (key.Setting.Pattern is { } pattern) schema["pattern"] = $"^(?:{pattern})$";
        var described = new JsonObject { ["description"] = key.Setting.Meaning };
        foreach (var (name, value) in schema.ToList()) described[name] = value?.DeepClone();
        if (key is { Kind: not (KeyKind.Section or KeyKind.Sections), IsRequired: false, Default: { } usual } && !CanonicalForm.IsAbsent(key, usual)) described["default"] = CanonicalForm.Value(key, usual);
        return described;
    }
}
