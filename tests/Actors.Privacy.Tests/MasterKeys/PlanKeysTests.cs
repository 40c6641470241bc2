using System.Security.Cryptography;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;
using Actors.Domain.Stays;
using Actors.Privacy.MasterKeys;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Privacy.Tests.MasterKeys;

public sealed class PlanKeysTests
{
    private static readonly StayId Stay = StayId.Parse("0f8fad5bd9cb469fa16570867728950e");
    private readonly byte[] _secret = [.. Enumerable.Range(0, PlanKey.ByteCount).Select(value => (byte)value)];

    /// <summary>Computed by RFC 5869, step by step, with another library.</summary>
    [Theory]
    [InlineData("japan-2021", "b78d032de6be42baafdcbec76e4ced93fd792f40ff9a53aa051f999ccea542eb")]
    [InlineData("a", "cbadb3812216652bd577ce23be3ddffdd2013e3eb69d73f628320af5fe2f7627")]
    public void A_programme_has_the_same_key_for_ever(string programme, string expected)
    {
        using var keys = new PlanKeys(_secret);
        Array.Clear(_secret);
        var key = keys.For(ProgrammeId.Parse(programme));
        Assert.Equal(Handle(new PlanKey(Convert.FromHexString(expected))), Handle(key));
        Assert.Same(key, keys.For(ProgrammeId.Parse(programme)));
    }

    [Fact]
    public void Nothing_else_has_one()
    {
        using var keys = new PlanKeys(_secret);
        Assert.Throws<ArgumentException>(() => keys.For(default));
        Assert.Throws<ArgumentException>(() => new PlanKeys(new byte[31]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Grains_get_that_of_the_key_file_unless_another_is_given(bool isGiven)
    {
        using var given = new PlanKeys(RandomNumberGenerator.GetBytes(PlanKey.ByteCount));
        await using var source = new SqliteSource();
        await using var setup = await ProtectionSetup.CreateAsync(
            source, services => _ = isGiven ? services.AddSingleton<IPlanKeys>(given) : services);
        using var stored = KeyFile.Read(setup.KeyFilePath);
        using var ofFile = new PlanKeys(stored.Plan.Secret(stored.Plan.CurrentId));
        var programme = ProgrammeId.Parse("japan-2021");
        Assert.Equal(
            Handle((isGiven ? given : ofFile).For(programme)), Handle(setup.Get<IPlanKeys>().For(programme)));
    }

    private static string Handle(PlanKey key) => PromptHandle.Issue(key, Stay, new PromptNumber(1, 2));
}
