using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>A reading end without a frame: it fills a message by a plan, following the message's own field list.</summary>
readonly struct FillingWire(FillPlan plan, int serverVersion) : IWire
{
    public int ServerVersion => serverVersion;

    public void Version(int number) => plan.Seen("const", "VERSION", $"{number}");

    public void Constant(string text, string field) => plan.Seen("const", field, text);

    public void Int(ref int value, string field = "") => value = Seen("int", field, plan.Int(field));

    public void Long(ref long value, string field = "") => value = Seen("long", field, plan.Long(field));

    public void Double(ref double value, string field = "") => value = Seen("double", field, plan.Double(field));

    public void Decimal(ref decimal value, string field = "") => value = Seen("decimal", field, plan.Decimal(field));

    public void IntOrDefault(ref int value, string field = "") => Int(ref value, field);

    public void LongOrDefault(ref long value, string field = "") => Long(ref value, field);

    public void DoubleOrDefault(ref double value, string field = "") => Double(ref value, field);

    public void DecimalOrDefault(ref decimal value, string field = "") => Decimal(ref value, field);

    public void Bool(ref bool value, string field = "") => value = Seen("bool", field, plan.Bool(field));

    public void Optional(ref int? value, string absent = "", string field = "") =>
        value = Seen("int?", field, plan.Has(field) && plan.Int(field) is var number && !(number == 0 && absent == Unset.Zero) ? number : (int?)null, absent);

    public void Optional(ref long? value, string absent = "", string field = "") =>
        value = Seen("long?", field, plan.Has(field) && plan.Long(field) is var number && !(number == 0 && absent == Unset.Zero) ? number : (long?)null, absent);

    public void Optional(ref double? value, string absent = "", string field = "") =>
        value = Seen("double?", field, plan.Has(field) && plan.Double(field) is var number && !(number == 0 && absent == Unset.Zero) ? number : (double?)null, absent);

    public void Optional(ref decimal? value, string absent = "", string field = "") =>
        value = Seen("decimal?", field, plan.Has(field) ? plan.Decimal(field) : (decimal?)null, absent);

    public void OptionalOrInfinity(ref double? value, string field = "")
    {
        if (plan.Infinite(field)) value = Seen("double?", field, double.PositiveInfinity);
        else Optional(ref value, "", field);
    }

    public void NumberAsText(ref double? value, string absent, string field = "") =>
        value = Seen("string", field, plan.Has(field) ? plan.Double(field) : (double?)null, absent);

    public void Text(ref string value, string field = "") => value = Seen("string", field, plan.Text(field, free: false));

    public void FreeText(ref string value, string field = "") => value = Seen("string", field, plan.Text(field, free: true));

    public void Word<TWord>(ref TWord value, string field = "") where TWord : struct, IWireWord<TWord> =>
        value = Seen("string", field, TWord.Parse(Encoding.UTF8.GetBytes(plan.Text(field, free: false))));

    public void List<TItem>(ref TItem[] items, string field = "") where TItem : IFields<TItem>, new()
    {
        items = new TItem[Seen("int", field + "#", plan.Count(field))];
        var wire = this;
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new TItem();
            TItem.Transfer(ref wire, ref items[i]);
        }
    }

    public void OptionalGroup<TItem>(ref TItem? item, string field = "") where TItem : class, IFields<TItem>, new()
    {
        item = Seen("bool", field, plan.Has(field)) ? new TItem() : null;
        var wire = this;
        if (item is not null) TItem.Transfer(ref wire, ref item);
    }

    T Seen<T>(string kind, string field, T value, string text = "")
    {
        plan.Seen(kind, field, text);
        return value;
    }
}
