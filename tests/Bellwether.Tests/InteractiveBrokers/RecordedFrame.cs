using System.Globalization;
using System.Text;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>A frame of the recorded set: captured from a gateway, or a published test fixture.</summary>
sealed record RecordedFrame(string Message, int ServerVersion, bool FromServer, byte[] Payload, string Note)
{
    public bool IsText => Note == "text" || Note.StartsWith("text;", StringComparison.Ordinal);

    public bool IsFixture => Note.Contains("fixture", StringComparison.Ordinal);

    public static IReadOnlyList<RecordedFrame> LoadText() =>
        [.. File.ReadLines(TestData.Shared("protocol/recorded-frames.tsv")).Skip(1).Select(Parse).Where(f => f.IsText && f.ServerVersion <= 200)];

    static RecordedFrame Parse(string line)
    {
        var cells = line.Split('\t');
        return new(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2] == "server", Unescape(cells[3]), cells[5]);
    }

    static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
                continue;
            }
            i++;
            switch (text[i])
            {
                case '0': bytes.Add(0); break;
                case '\\': bytes.Add((byte)'\\'); break;
                case 'x':
                    bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                default: throw new FormatException($"unknown escape in: {text}");
            }
        }
        return [.. bytes];
    }

    public override string ToString() => $"{Message} at {ServerVersion}: {Show(Payload)}";

    public static string Show(byte[] payload) => Encoding.UTF8.GetString(payload).Replace('\0', '·');
}
