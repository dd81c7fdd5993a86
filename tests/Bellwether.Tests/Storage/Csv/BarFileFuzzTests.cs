using System.Text;
using Bellwether.Core;
using Bellwether.Storage;
using CsCheck;

namespace Bellwether.Tests.Storage.Csv;

public sealed class BarFileFuzzTests : IDisposable
{
    static readonly byte[] Signs = "0123456789.,-+:TZe\n\r\" \0"u8.ToArray();

    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Any_bytes_in_a_bar_file_give_valid_bars_or_a_typed_error()
    {
        var valid = Encoding.UTF8.GetBytes(
            "timestamp,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(10, 20).Select(i => $"2024-01-02T09:{i}:00-05:00,47.79,47.80,47.72,47.72,146{i}\n")));
        var path = Path.Combine(folder.Root, "ZAA.csv");
        var edit = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Int[0, 3], Gen.OneOf(Gen.Byte, Gen.Int[0, Signs.Length - 1].Select(i => Signs[i])));
        edit.Array[1, 4].Sample(
            edits =>
            {
                File.WriteAllBytes(path, Mutate(valid, edits));
                try
                {
                    var bars = BarFile.Read(path);
                    for (var i = 0; i < bars.Count; i++)
                    {
                        var (o, h, l, c, v) = (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
                        Assert.True(l > 0 && l <= Math.Min(o, c) && Math.Max(o, c) <= h && h <= 1e9 && v >= 0 && double.IsFinite(v));
                        Assert.Equal(0, bars.Time[i] % EngineTime.Minute);
                        Assert.True(i == 0 || bars.Time[i] > bars.Time[i - 1]);
                    }
                }
                catch (DataFileException error)
                {
                    Assert.Equal(path, error.Path);
                    Assert.NotEmpty(error.Expected);
                }
            },
            iter: 5_000, threads: 1);
    }

    [Fact]
    public void Any_decimal_text_is_read_as_the_runtime_reads_it()
    {
        Gen.Select(Gen.Long[1, 999_999_999_999_999_999], Gen.Int[0, 10]).Sample(
            (digits, decimals) =>
            {
                var number = (digits / 1_000_000_000m / (decimal)Math.Pow(10, decimals)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                var path = folder.File("ZAA.csv", $"timestamp,open,high,low,close,volume\n2024-01-02T09:30:00-05:00,1,1,1,1,{number}\n");
                Assert.Equal(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), BarFile.Read(path).Volume[0]);
            },
            iter: 3_000, threads: 1);
    }

    static byte[] Mutate(byte[] valid, (int At, int Kind, byte Value)[] edits)
    {
        var bytes = valid.ToList();
        foreach (var (position, kind, value) in edits)
        {
            var at = Math.Min(position, bytes.Count - 1);
            if (at < 0) break;
            switch (kind)
            {
                case 0: bytes[at] = value; break;
                case 1: bytes.Insert(at, value); break;
                case 2: bytes.RemoveAt(at); break;
                default: bytes.RemoveRange(at, Math.Min(bytes.Count - at, value)); break;
            }
        }
        return [.. bytes];
    }
}
