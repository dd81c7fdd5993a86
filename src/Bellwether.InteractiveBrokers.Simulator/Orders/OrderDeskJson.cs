using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>How an <see cref="OrderDeskState"/> is written as JSON: prices and money as millionths, quantities as ten-thousandths, both whole numbers.</summary>
static class OrderDeskJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        Converters = { new Units<Price>(p => p.Micros, Price.FromMicros), new Units<Money>(m => m.Micros, Money.FromMicros), new Units<Quantity>(q => q.Units, Quantity.FromUnits), new JsonStringEnumConverter() },
    };

    sealed class Units<T>(Func<T, long> units, Func<long, T> value) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => value(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(units(value));
    }
}
