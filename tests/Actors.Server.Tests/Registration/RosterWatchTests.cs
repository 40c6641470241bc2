using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Protocol.Messages;
using Actors.Server.Demo.Outbox;
using Actors.Server.Registration;
using Actors.Server.Tests.Phones;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Actors.Server.Tests.Registration.RegisteringPhone;

namespace Actors.Server.Tests.Registration;

/// <summary>Roster, registrations and mail, joined on the whole server (SPEC E3).</summary>
public sealed partial class RosterWatchTests
{
    private const string Header = "passport number,date of birth,surname,given names,arrival date,email,phone\n";
    private const string Anna = "TK1234567,1990-02-03,TESTER,ANNA,2021-04-05,anna@example.org,+819012345678\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E3_A_registration_is_confirmed_when_its_row_comes_and_gets_its_contacts()
    {
        await using var server = Start();
        using var phone = new RegisteringPhone(server);
        await phone.RegisterAsync();
        await phone.Client.ArriveAsync(new(2021, 4, 5, 8, 0, 0, TimeSpan.FromHours(9)), Cancelled);
        var token = (await phone.Client.IssueTokenAsync(Cancelled)).Token;
        await phone.ReadAsync(token, RegistrationProgress.Unconfirmed);
        await ImportAsync(server, Header + Anna.Replace("1990-02-03", "1990-02-04", StringComparison.Ordinal));
        await WatchOf(server).TellAsync(Cancelled);
        await phone.ReadAsync(token, RegistrationProgress.Unconfirmed);

        await ImportAsync(server, Header + Anna);
        await WatchOf(server).TellAsync(Cancelled);
        await phone.ReadAsync(token, RegistrationProgress.Confirmed);
        var contacts = await ContactsOfAsync(server, phone);
        Assert.Equal([Channel.Sms, Channel.Mail], contacts.Select(contact => contact.Channel).Order());

        // A number that changes reaches the person's contacts too.
        await ImportAsync(server, Header + Anna.Replace("+819012345678", "+819087654321", StringComparison.Ordinal));
        await WatchOf(server).TellAsync(Cancelled);
        while ((await ContactsOfAsync(server, phone)).SequenceEqual(contacts))
        {
            // The registration asks the roster after it was told.
        }
    }

    [Fact]
    public async Task Another_phone_takes_over_with_the_code_that_was_mailed()
    {
        await using var server = Start(("Registration:RequestsPerPerson", "100000"));
        await ImportAsync(server, Header + Anna);
        using var first = new RegisteringPhone(server);
        using var second = new RegisteringPhone(server, language: "ja");
        await first.RegisterAsync();
        await first.ReadAsync((await first.Client.IssueTokenAsync(Cancelled)).Token, RegistrationProgress.Confirmed);
        await second.RegisterAsync();
        var mail = await WaitForMailAsync(server);
        Assert.Equal(("anna@example.org", "Your code for the new phone"), (mail.To, mail.Title));
        await second.Client.TryCodeAsync(Code().Match(mail.Body).Value, Cancelled);
        while ((await second.Client.IssueTokenAsync(Cancelled)).Person != first.Client.Person)
        {
            // The registration of the second phone has not learnt it yet.
        }
    }

    [Fact]
    public async Task E3_Those_who_landed_and_have_not_registered_are_asked_once()
    {
        await using var server = Start(("Registration:PublicAddress", "https://entry.example"));
        const string Early = "TK1234568,1990-02-03,LEE,MINHO,2021-04-01,minho@example.org,\n";
        const string Late = "TK1234569,1990-02-03,KIM,SORA,2021-04-05,sora@example.org,\n";
        using var phone = new RegisteringPhone(server);
        await phone.RegisterAsync();
        await ImportAsync(
            server, Header + Anna.Replace("2021-04-05", "2021-04-02", StringComparison.Ordinal) + Early + Late);
        var mails = server.Services.GetRequiredService<RosterMails>();
        await mails.RemindAsync(Cancelled);
        await mails.RemindAsync(Cancelled);
        var mail = await WaitForMailAsync(server);
        Assert.Equal("minho@example.org", mail.To);
        Assert.Contains("https://entry.example/enter/japan-2021", mail.Body, StringComparison.Ordinal);
        Assert.Single(Mails(server));
    }

    private static ListeningServer Start(params (string Name, string Value)[] settings) =>
        ListeningServer.Start([("Registration:AnswerAfter", "00:00:00.05"), .. settings]);

    private static RosterWatch WatchOf(ListeningServer server) =>
        server.Services.GetServices<IHostedService>().OfType<RosterWatch>().Single();

    private static async Task<IReadOnlyList<Contact>> ContactsOfAsync(ListeningServer server, RegisteringPhone phone) =>
        await server.Services.GetRequiredService<IContacts>().ReadAsync(EntrantId.Parse(phone.Client.Person), Cancelled);

    private static IEnumerable<HeldMessage> Mails(ListeningServer server) =>
        server.Services.GetRequiredService<LocalInbox>().Read().Where(message => message.Channel == Channel.Mail);

    private static async Task<HeldMessage> WaitForMailAsync(ListeningServer server)
    {
        HeldMessage? mail;
        while ((mail = Mails(server).FirstOrDefault()) is null)
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return mail;
    }

    private static async Task ImportAsync(ListeningServer server, string csv)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync($"/staff/roster/{Programme}/imports", content, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [GeneratedRegex("[0-9]{8}")]
    private static partial Regex Code();
}
