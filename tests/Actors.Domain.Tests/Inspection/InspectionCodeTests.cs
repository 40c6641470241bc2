using System.Security.Cryptography;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Outbox;
using Actors.Domain.Registration;

namespace Actors.Domain.Tests.Inspection;

public sealed class InspectionCodeTests
{
    private static readonly DateTimeOffset Now = new(2021, 4, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly EntrantId Person = EntrantId.New();
    private static readonly Keys Own = new(1);

    [Fact]
    public void A_code_names_its_registration_until_it_expires()
    {
        var code = InspectionCode.Issue(Own, Person, Now.AddMinutes(10));
        Assert.Matches("^[0-9A-Z]+$", code);
        Assert.Equal(InspectionCode.Length, code.Length);
        Assert.False(PassportNumber.TryParse(code, out _));
        Assert.True(InspectionCode.TryRead(Own, code, Now, out var person));
        Assert.Equal(Person, person);
        Assert.True(InspectionCode.TryRead(Own, code.ToLowerInvariant(), Now.AddMinutes(10), out _));
        Assert.False(InspectionCode.TryRead(Own, code, Now.AddMinutes(11), out _));
    }

    [Fact]
    public void A_code_that_was_changed_or_comes_from_elsewhere_is_refused()
    {
        var code = InspectionCode.Issue(Own, Person, Now.AddMinutes(10));
        Assert.False(InspectionCode.TryRead(new Keys(2), code, Now, out _));
        for (var place = 0; place < code.Length; place++)
        {
            var changed = code[..place] + (code[place] == '1' ? '2' : '1') + code[(place + 1)..];
            Assert.False(InspectionCode.TryRead(Own, changed, Now, out _), $"Changed at {place}.");
        }

        Assert.False(InspectionCode.IsMeant("TK1234567"));
        Assert.False(InspectionCode.IsMeant(code + "0"));
    }

    private sealed class Keys(byte secret) : IChannelKeys
    {
        public ReadOnlySpan<byte> PushKey => [];

        public void Authenticate(ReadOnlySpan<byte> message, Span<byte> destination) =>
            HMACSHA256.HashData([secret], message, destination);
    }
}
