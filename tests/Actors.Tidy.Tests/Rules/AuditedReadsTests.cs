namespace Actors.Tidy.Tests.Rules;

public class AuditedReadsTests
{
    [Theory]
    [InlineData("src/Actors.Server/Hubs/ConsoleHub.cs", "class ConsoleHub(RecordKeys keys);")]
    [InlineData("src/Actors.Server/Endpoints/People.cs", "class A { void M(IRecordKeys keys) { } }")]
    [InlineData("src/Actors.Server/Endpoints/People.cs",
        "class A { object M(IServiceProvider p) => p.GetService<IRecordKeys>(); }")]
    [InlineData("src/Actors.Server/Endpoints/People.cs", "using Keys = Actors.Domain.Protection.IRecordKeys;")]
    [InlineData("src/Actors.Server/Auth/SignIn.cs", "class A { IMasterKeyService b; }")]
    [InlineData("src/Actors.Notifications/Sms.cs", "class Sms(IRecordKeys keys);")]
    [InlineData("src/Actors.Domain/Stays/Stay.cs", "class Stay { IRecordKey key; }")]
    public void It_finds(string path, string text) =>
        Assert.Equal(path, Assert.Single(new AuditedReads().Check(Tree.Of((path, text)))).Path);

    [Theory]
    [InlineData("src/Actors.Server/Hubs/ConsoleHub.cs", "class ConsoleHub(PrivilegedReader reader); // not RecordKeys")]
    [InlineData("src/Actors.Server/Hosting/Storage.cs",
        "class A { void M(IServiceCollection s) => s.AddSingleton<IRecordKeys>(); }")]
    [InlineData("src/Actors.Server/Program.cs", "builder.Services.AddSingleton<IMasterKeyService>();")]
    [InlineData("src/Actors.Grains/Stays/StayGrain.cs", "class StayGrain(IRecordKeys keys);")]
    [InlineData("src/Actors.Privacy/Access/PrivilegedReader.cs", "class PrivilegedReader(RecordKeys keys);")]
    [InlineData("tests/Actors.Server.Tests/A.cs", "class A(IRecordKeys keys);")]
    public void It_accepts(string path, string text) => Assert.Empty(new AuditedReads().Check(Tree.Of((path, text))));
}
