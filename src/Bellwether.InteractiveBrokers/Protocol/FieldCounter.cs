namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>An end that counts the fields of an item as its constructor leaves it, without its optional parts.</summary>
struct FieldCounter(int serverVersion) : IWire
{
    int _fields;

    public static int Count<TItem>(int serverVersion) where TItem : IFields<TItem>, new()
    {
        var wire = new FieldCounter(serverVersion);
        var item = new TItem();
        TItem.Transfer(ref wire, ref item);
        return wire._fields;
    }

    public readonly int ServerVersion => serverVersion;

    public void Version(int number) => _fields++;

    public void Constant(string text, string field) => _fields++;

    public void Int(ref int value, string field = "") => _fields++;

    public void Long(ref long value, string field = "") => _fields++;

    public void Double(ref double value, string field = "") => _fields++;

    public void Decimal(ref decimal value, string field = "") => _fields++;

    public void IntOrDefault(ref int value, string field = "") => _fields++;

    public void LongOrDefault(ref long value, string field = "") => _fields++;

    public void DoubleOrDefault(ref double value, string field = "") => _fields++;

    public void DecimalOrDefault(ref decimal value, string field = "") => _fields++;

    public void Bool(ref bool value, string field = "") => _fields++;

    public void Optional(ref int? value, string absent = "", string field = "") => _fields++;

    public void Optional(ref long? value, string absent = "", string field = "") => _fields++;

    public void Optional(ref double? value, string absent = "", string field = "") => _fields++;

    public void Optional(ref decimal? value, string absent = "", string field = "") => _fields++;

    public void OptionalOrInfinity(ref double? value, string field = "") => _fields++;

    public void NumberAsText(ref double? value, string absent, string field = "") => _fields++;

    public void Text(ref string value, string field = "") => _fields++;

    public void FreeText(ref string value, string field = "") => _fields++;

    public void Word<TWord>(ref TWord value, string field = "") where TWord : struct, IWireWord<TWord> => _fields++;

    public void List<TItem>(ref TItem[] items, string field = "") where TItem : IFields<TItem>, new() => _fields++;

    public void OptionalGroup<TItem>(ref TItem? item, string field = "") where TItem : class, IFields<TItem>, new() => _fields++;
}
