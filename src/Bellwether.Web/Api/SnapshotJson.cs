using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Core;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Web;

/// <summary>How the desk's values look in JSON: camelCase names and words, amounts as exact decimal numbers, times in ISO 8601 UTC, dates in ISO 8601.</summary>
static class SnapshotJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new AsNumber<Money>(m => m.ToDecimal()),
            new AsNumber<Price>(p => p.ToDecimal()),
            new AsNumber<Quantity>(q => q.ToDecimal()),
            new AsText<Instant>(InstantPattern.ExtendedIso.Format),
            new AsText<LocalDate>(LocalDatePattern.Iso.Format),
            new SessionConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    static NotSupportedException OnlyWritten(Type type) => new($"{type.Name}: the API writes snapshots, it does not read them");

    sealed class AsNumber<T>(Func<T, decimal> number) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw OnlyWritten(typeToConvert);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(number(value));
    }

    sealed class AsText<T>(Func<T, string> text) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw OnlyWritten(typeToConvert);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
    }

    // Only what names the session; its nanosecond columns are the engine's own.
    sealed class SessionConverter : JsonConverter<TradingSession>
    {
        public override TradingSession Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw OnlyWritten(typeToConvert);

        public override void Write(Utf8JsonWriter writer, TradingSession value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("date", LocalDatePattern.Iso.Format(value.Date));
            writer.WriteString("open", InstantPattern.ExtendedIso.Format(value.Open));
            writer.WriteString("close", InstantPattern.ExtendedIso.Format(value.Close));
            writer.WriteBoolean("isHalfDay", value.IsHalfDay);
            writer.WriteEndObject();
        }
    }
}
