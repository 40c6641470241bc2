using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Registration;

/// <summary>
/// The code of an issuing state or of a nationality as passports have it (ICAO 9303-3, section 5): the three letters of
/// ISO 3166-1, with <c>D</c> for Germany and codes for organisations and people without a nationality.
/// </summary>
[GenerateSerializer, Immutable, Alias("state-code")]
public readonly record struct StateCode
{
    /// <summary>ISO 3166-1: three letters, then the two letters of the same country.</summary>
    private const string Countries =
        """
        ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE
        BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW
        CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY
        CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR
        FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU
        GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE
        JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT
        LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ
        MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ
        OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU
        RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK
        SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV
        TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA
        ZMBZM ZWEZW
        """;

    /// <summary>Codes of ICAO 9303-3 beside ISO 3166-1. UTO is the state of specimens.</summary>
    private const string Others =
        "EUE GBD GBN GBO GBP GBS RKS UNA UNK UNO UTO XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO XXA XXB XXC XXX";

    private static readonly FrozenDictionary<string, string> Known = ReadKnown();

    private StateCode(string value) => Value = value;

    /// <summary>The code: three capitals, or <c>D</c>; <c>null</c> only in a default value.</summary>
    [Id(0)]
    public string Value { get; }

    /// <summary>All codes of countries in ISO 3166-1, two letters each.</summary>
    public static IEnumerable<string> CountryCodes => Known.Keys.Where(key => key.Length == 2 && key != "XK");

    /// <summary>Reads a code of a passport, or one of two or three letters of ISO 3166-1.</summary>
    /// <exception cref="FormatException">There is no such code.</exception>
    public static StateCode Parse(string text) => TryParse(text, out var code)
        ? code
        : throw new FormatException("A state is a code of passports such as CHN, or a country code such as CN.");

    /// <summary>
    /// Reads a code of a passport, or one of two or three letters of ISO 3166-1; returns <c>false</c> if there is none.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StateCode code)
    {
        var known = Known.TryGetValue(IdentityText.NormaliseOrNull(text) ?? "", out var value);
        code = known ? new(value!) : default;
        return known;
    }

    /// <summary>The code.</summary>
    public override string ToString() => Value ?? "";

    private static FrozenDictionary<string, string> ReadKnown()
    {
        // Germany has one letter in passports; Kosovo has none of ISO's codes, but others that are in use.
        var known = new Dictionary<string, string> { ["D"] = "D", ["XK"] = "RKS", ["XKX"] = "RKS" };
        foreach (var pair in Countries.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var code = pair[..3] == "DEU" ? "D" : pair[..3];
            known.Add(pair[..3], code);
            known.Add(pair[3..], code);
        }

        foreach (var code in Others.Split(' '))
        {
            known.Add(code, code);
        }

        return known.ToFrozenDictionary();
    }
}
