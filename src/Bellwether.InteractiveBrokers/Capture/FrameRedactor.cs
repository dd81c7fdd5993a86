using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// Takes account numbers and login names out of frames and leaves everything else, so that the frames can still be read and played. Secrets are learned from
/// the fields that hold them and replaced wherever they stand; words in the form of an account number are replaced in any case.
/// </summary>
sealed class FrameRedactor
{
    readonly Pseudonyms _pseudonyms = new();

    /// <summary>The frame without its secrets; the frame itself when it has none.</summary>
    public ReadOnlySpan<byte> Redact(ReadOnlySpan<byte> payload, int serverVersion, bool fromServer)
    {
        Learn(payload, serverVersion, fromServer);
        // Bytes as characters one to one: nothing is lost, and secrets are ASCII.
        var text = Encoding.Latin1.GetString(payload);
        var result = new StringBuilder(text.Length + 16);
        var changed = false;
        foreach (var field in text.AsSpan().Split('\0'))
        {
            if (field.Start.Value > 0) result.Append('\0');
            changed |= Field(text.AsSpan()[field], result);
        }
        return changed ? Encoding.Latin1.GetBytes(result.ToString()) : payload;
    }

    void Learn(ReadOnlySpan<byte> payload, int serverVersion, bool fromServer)
    {
        try
        {
            var finding = new Finding(fromServer ? FieldReader.FromServer(payload, serverVersion) : FieldReader.FromClient(payload, serverVersion), _pseudonyms);
            if (fromServer) ServerMessages.TryVisit((ServerMessageId)finding.Reader.MessageId, ref finding);
            else ClientMessages.TryVisit((ClientMessageId)finding.Reader.MessageId, ref finding);
        }
        catch (ProtocolException)
        {
            // A frame that is no message has no fields to learn from; its words are looked at all the same.
        }
    }

    bool Field(ReadOnlySpan<char> field, StringBuilder result)
    {
        if (field.IsEmpty) return false;
        if (_pseudonyms.Of(field) is { } whole)
        {
            result.Append(whole);
            return true;
        }
        var changed = false;
        while (!field.IsEmpty)
        {
            var length = WordLength(field);
            if (length > 0 && _pseudonyms.Of(field[..length]) is { } name)
            {
                result.Append(name);
                changed = true;
            }
            else
            {
                length = Math.Max(length, 1);
                result.Append(field[..length]);
            }
            field = field[length..];
        }
        return changed;
    }

    static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length])) length++;
        return length;
    }

    ref struct Finding(FieldReader reader, Pseudonyms pseudonyms) : IServerMessageVisitor, IClientMessageVisitor
    {
        public readonly FieldReader Reader = reader;

        readonly void IServerMessageVisitor.Visit<T>() => Find<T>();

        readonly void IClientMessageVisitor.Visit<T>() => Find<T>();

        readonly void Find<T>() where T : IFields<T>, new()
        {
            var finder = new SecretFinder(Reader, pseudonyms);
            var message = new T();
            T.Transfer(ref finder, ref message);
        }
    }
}
