using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Bellwether.InteractiveBrokers.Protocol;

/// <content>Lists and groups.</content>
ref partial struct FieldRecorder
{
    public void List<TItem>(ref TItem[] items, [CallerArgumentExpression(nameof(items))] string field = "") where TItem : IFields<TItem>, new()
    {
        var count = 0;
        if (IsOver) return;
        try
        {
            _reader.Count(ref count, field, leastBytes: 1);
        }
        catch (ProtocolException problem)
        {
            Note(problem);
            return;
        }
        var rows = new JsonArray();
        var list = new List<TItem>();
        var outer = _fields;
        for (var i = 0; i < count && !IsOver; i++)
        {
            _fields = [];
            var item = new TItem();
            TItem.Transfer(ref this, ref item);
            list.Add(item);
            rows.Add(_fields);
        }
        _fields = outer;
        Add(field, rows);
        items = [.. list];
    }

    public void OptionalGroup<TItem>(ref TItem? item, [CallerArgumentExpression(nameof(item))] string field = "") where TItem : class, IFields<TItem>, new()
    {
        var present = false;
        Bool(ref present, field);
        item = null;
        if (!present) return;
        item = new TItem();
        TItem.Transfer(ref this, ref item);
    }
}
