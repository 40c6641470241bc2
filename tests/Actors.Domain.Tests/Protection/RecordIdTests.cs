using Actors.Domain.Protection;

namespace Actors.Domain.Tests.Protection;

public sealed class RecordIdTests
{
    [Fact]
    public void A_record_id_goes_through_text()
    {
        var record = RecordId.New();
        Assert.Equal(record, RecordId.Parse(record.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("{0123456789abcdef0123456789abcdef}")]
    public void Other_text_is_no_record_id(string text)
    {
        Assert.Throws<FormatException>(() => RecordId.Parse(text));
    }

    [Fact]
    public void A_default_record_id_has_no_binary_form() =>
        Assert.Throws<InvalidOperationException>(() => default(RecordId).WriteTo(new byte[RecordId.ByteCount]));

    [Fact]
    public void The_binary_form_has_the_bytes_of_the_text()
    {
        var record = RecordId.New();
        var bytes = new byte[RecordId.ByteCount];
        record.WriteTo(bytes);
        Assert.Equal(record.ToString(), Convert.ToHexStringLower(bytes));
    }
}
