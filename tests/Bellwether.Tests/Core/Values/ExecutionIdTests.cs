using Bellwether.Core;

namespace Bellwether.Tests.Core.Values;

public sealed class ExecutionIdTests
{
    [Fact]
    public void A_correction_has_the_family_of_what_it_corrects_and_a_higher_revision()
    {
        var first = ExecutionId.Parse("0000e0d5.69dd7411.01.01");
        var correction = ExecutionId.Parse("0000e0d5.69dd7411.01.02");
        Assert.Equal(first.Family, correction.Family);
        Assert.Equal((1, 2), (first.Revision, correction.Revision));
        Assert.NotEqual(first, correction);
    }

    [Fact]
    public void Another_execution_has_another_family()
    {
        var first = ExecutionId.Parse("0000e0d5.69dd7411.01.01");
        Assert.NotEqual(first.Family, ExecutionId.Parse("0000e0d5.69dd7411.02.01").Family);
        Assert.NotEqual(first.Family, ExecutionId.Parse("0000e0d5.69dd7412.01.01").Family);
    }

    [Theory]
    [InlineData("U+9")]
    [InlineData("abc.")]
    [InlineData("abc.x1")]
    [InlineData("abc.-1")]
    [InlineData("abc.99999999999")]
    [InlineData(".01")]
    [InlineData("")]
    public void Without_a_numeric_last_part_the_whole_text_is_the_family(string text)
    {
        Assert.Equal(1, ExecutionId.Parse(text).Revision);
        Assert.NotEqual(ExecutionId.Parse(text).Family, ExecutionId.Parse(text + "z").Family);
        Assert.Equal(ExecutionId.Parse(text), ExecutionId.Parse(text));
    }

    /// <summary>The family is a digest, so it must not depend on the process: SHA-256 of "a", first 16 bytes, little endian.</summary>
    [Fact]
    public void The_family_is_the_head_of_the_published_digest() =>
        Assert.Equal(FamilyOfA, ExecutionId.Parse("a.7").Family);

    // SHA-256("a") = ca978112ca1bbdcafac231b39a23dc4d…; little endian: 4ddc239ab331c2fa cabd1bca128197ca.
    static readonly UInt128 FamilyOfA = new(0x4ddc239ab331c2fa, 0xcabd1bca128197ca);

    [Fact]
    public void A_venue_that_numbers_its_own_has_families_by_number()
    {
        Assert.Equal(new ExecutionId(17, 1), ExecutionId.FromNumber(17));
        Assert.NotEqual(ExecutionId.FromNumber(1), ExecutionId.FromNumber(2));
    }
}
