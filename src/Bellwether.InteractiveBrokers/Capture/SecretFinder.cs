using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>A reading end that hands on the texts of the fields that hold account numbers or login names, and nothing else.</summary>
ref struct SecretFinder(FieldReader reader, Pseudonyms pseudonyms) : IWire
{
    static readonly FrozenSet<string> Accounts = FrozenSet.Create(StringComparer.Ordinal,
        "account", "acctCode", "acctNumber", "accountName", "accountsList", "accountID", "filter.acctCode", "clearingAccount", "deltaNeutralClearingAccount", "customerAccount");

    static readonly FrozenSet<string> Logins = FrozenSet.Create(StringComparer.Ordinal,
        "submitter", "apiData", "opaqueIsvKey", "xyzChallenge", "xyzResponse");

    /// <summary>What a field holds, by the text of the argument that names it: field lists are few, frames are many.</summary>
    static readonly ConcurrentDictionary<string, SecretKind> KindOf = new(StringComparer.Ordinal);

    FieldReader _reader = reader;

    public readonly int ServerVersion => _reader.ServerVersion;

    public void Version(int number) => _reader.Version(number);

    public void Constant(string text, string field) => _reader.Constant(text, field);

    public void Int(ref int value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Int(ref value, field);

    public void Long(ref long value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Long(ref value, field);

    public void Double(ref double value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Double(ref value, field);

    public void Decimal(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Decimal(ref value, field);

    public void IntOrDefault(ref int value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.IntOrDefault(ref value, field);

    public void LongOrDefault(ref long value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.LongOrDefault(ref value, field);

    public void DoubleOrDefault(ref double value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.DoubleOrDefault(ref value, field);

    public void DecimalOrDefault(ref decimal value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.DecimalOrDefault(ref value, field);

    public void Bool(ref bool value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Bool(ref value, field);

    public void Optional(ref int? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Optional(ref value, absent, field);

    public void Optional(ref long? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Optional(ref value, absent, field);

    public void Optional(ref double? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Optional(ref value, absent, field);

    public void Optional(ref decimal? value, string absent = "", [CallerArgumentExpression(nameof(value))] string field = "") => _reader.Optional(ref value, absent, field);

    public void OptionalOrInfinity(ref double? value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.OptionalOrInfinity(ref value, field);

    public void NumberAsText(ref double? value, string absent, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.NumberAsText(ref value, absent, field);

    public void Text(ref string value, [CallerArgumentExpression(nameof(value))] string field = "")
    {
        _reader.Text(ref value, field);
        if (value.Length == 0) return;
        var kind = KindOf.GetOrAdd(field, static f => Accounts.Contains(WireName.Of(f)) ? SecretKind.Account : Logins.Contains(WireName.Of(f)) ? SecretKind.Login : SecretKind.None);
        if (kind != SecretKind.None) pseudonyms.Learn(value, kind);
    }

    public void FreeText(ref string value, [CallerArgumentExpression(nameof(value))] string field = "") => _reader.FreeText(ref value, field);

    public void Word<TWord>(ref TWord value, [CallerArgumentExpression(nameof(value))] string field = "") where TWord : struct, IWireWord<TWord> =>
        _reader.Word(ref value, field);

    public void List<TItem>(ref TItem[] items, [CallerArgumentExpression(nameof(items))] string field = "") where TItem : IFields<TItem>, new()
    {
        var count = 0;
        _reader.Count(ref count, field, leastBytes: 1);
        for (var i = 0; i < count; i++)
        {
            var item = new TItem();
            TItem.Transfer(ref this, ref item);
            // The field list may ask whether there were items, not what they are.
            if (i == 0) items = [item];
        }
    }

    public void OptionalGroup<TItem>(ref TItem? item, [CallerArgumentExpression(nameof(item))] string field = "") where TItem : class, IFields<TItem>, new()
    {
        var present = false;
        Bool(ref present, field);
        if (!present) return;
        item = new TItem();
        TItem.Transfer(ref this, ref item);
    }
}

/// <summary>What a text must not give away.</summary>
enum SecretKind
{
    None,
    Account,
    Login,
}
