-- europe.lua - who held the highest offices of the members of the European Union and of Ukraine, since 2000. The form is told in g20.lua.

return {
    { "AT", "government", "Chancellor", "appointment by the Federal President", [[
        2000-02-04 Wolfgang Schüssel
        2007-01-11 Alfred Gusenbauer
        2008-12-02..2016-05-09 Werner Faymann
        2016-05-17 Christian Kern
        2017-12-18..2019-05-28 Sebastian Kurz
        2019-06-03 Brigitte Bierlein
        2020-01-07 Sebastian Kurz
        2021-10-11 Alexander Schallenberg
        2021-12-06..2025-01-10 Karl Nehammer
        2025-03-03 Christian Stocker ]] },
    { "AT", "state", "Federal President", "inauguration", [[
        1992-07-08..2004-07-06 Thomas Klestil
        2004-07-08..2016-07-08 Heinz Fischer
        2017-01-26 Alexander Van der Bellen ]] },
    { "BE", "government", "Prime Minister", "royal appointment", [[
        1999-07-12 Guy Verhofstadt
        2008-03-20 Yves Leterme
        2008-12-30 Herman Van Rompuy
        2009-11-25 Yves Leterme
        2011-12-06 Elio Di Rupo
        2014-10-11 Charles Michel
        2019-10-27 Sophie Wilmès
        2020-10-01 Alexander De Croo
        2025-02-03 Bart De Wever ]] },
    { "BE", "state", "King", "oath of office", [[
        1993-08-09..2013-07-21 Albert II
        2013-07-21 Philippe ]] },
    { "BG", "government", "Prime Minister", "vote of the National Assembly", [[
        2001-07-24 Simeon Saxe-Coburg-Gotha
        2005-08-17 Sergei Stanishev
        2009-07-27..2013-03-13 Boyko Borissov
        2013-05-29..2014-08-06 Plamen Oresharski
        2014-11-07..2017-01-27 Boyko Borissov
        2017-05-04..2021-05-12 Boyko Borissov
        2021-12-13..2022-08-02 Kiril Petkov
        2023-06-06..2024-04-09 Nikolai Denkov
        2025-01-16 Rosen Zhelyazkov ]] },
    { "BG", "state", "President", "inauguration", [[
        2002-01-22 Georgi Parvanov
        2012-01-22 Rosen Plevneliev
        2017-01-22 Rumen Radev ]] },
    { "HR", "government", "Prime Minister", "vote of the Sabor", [[
        2000-01..2003-12-23 Ivica Račan
        2003-12-23 Ivo Sanader
        2009-07-06 Jadranka Kosor
        2011-12-23 Zoran Milanović
        2016-01-22 Tihomir Orešković
        2016-10-19 Andrej Plenković ]] },
    { "HR", "state", "President", "inauguration", [[
        2000-02-18..2010-02-18 Stjepan Mesić
        2010-02-18..2015-02 Ivo Josipović
        2015-02..2020-02 Kolinda Grabar-Kitarović
        2020-02 Zoran Milanović ]] },
    { "CY", "state", "President", "inauguration", [[
        1993-02-28 Glafcos Clerides
        2003-02-28 Tassos Papadopoulos
        2008-02-28 Demetris Christofias
        2013-02-28 Nicos Anastasiades
        2023-02-28 Nikos Christodoulides ]] },
    { "CZ", "government", "Prime Minister", "appointment by the President", [[
        1998-07..2002-07 Miloš Zeman
        2002-07..2004-08 Vladimír Špidla
        2004-08..2005-04-25 Stanislav Gross
        2005-04-25..2006-08 Jiří Paroubek
        2006-09..2009-05-08 Mirek Topolánek
        2009-05-08..2010-07 Jan Fischer
        2010-07..2013-07-10 Petr Nečas
        2013-07-10..2014-01 Jiří Rusnok
        2014-01..2017-12 Bohuslav Sobotka
        2017-12..2021-12-17 Andrej Babiš
        2021-12-17..2025-11 Petr Fiala ]] },
    { "CZ", "state", "President", "inauguration", [[
        1993-02-02..2003-02-02 Václav Havel
        2003-03-07..2013-03-07 Václav Klaus
        2013-03-08..2023-03-08 Miloš Zeman
        2023-03-09 Petr Pavel ]] },
    { "DK", "government", "Prime Minister", "royal appointment", [[
        1993-01-25 Poul Nyrup Rasmussen
        2001-11-27 Anders Fogh Rasmussen
        2009-04-05 Lars Løkke Rasmussen
        2011-10-03 Helle Thorning-Schmidt
        2015-06-28 Lars Løkke Rasmussen
        2019-06-27 Mette Frederiksen ]] },
    { "EE", "government", "Prime Minister", "appointment", [[
        2005-04..2014-03-26 Andrus Ansip
        2014-03-26 Taavi Rõivas
        2016-11-23 Jüri Ratas
        2021-01-26 Kaja Kallas
        2024-07-23 Kristen Michal ]] },
    { "EE", "state", "President", "oath of office", [[
        2001-10-08 Arnold Rüütel
        2006-10-09 Toomas Hendrik Ilves
        2016-10-10 Kersti Kaljulaid
        2021-10-11 Alar Karis ]] },
    { "FI", "government", "Prime Minister", "appointment by the President", [[
        1995-04-13 Paavo Lipponen
        2003-04-17 Anneli Jäätteenmäki
        2003-06-24 Matti Vanhanen
        2010-06-22 Mari Kiviniemi
        2011-06-22 Jyrki Katainen
        2014-06-24..2015-05 Alexander Stubb
        2015-05..2019-06-06 Juha Sipilä
        2019-06-06 Antti Rinne
        2019-12-10 Sanna Marin
        2023-06-20 Petteri Orpo ]] },
    { "FI", "state", "President", "inauguration", [[
        1994-03-01 Martti Ahtisaari
        2000-03-01 Tarja Halonen
        2012-03-01 Sauli Niinistö
        2024-03-01 Alexander Stubb ]] },
    { "FR", "state", "President", "inauguration", [[
        1995-05-17 Jacques Chirac
        2007-05-16 Nicolas Sarkozy
        2012-05-15 François Hollande
        2017-05-14 Emmanuel Macron ]] },
    { "FR", "government", "Prime Minister", "appointment by the President", [[
        1997-06..2002-05-06 Lionel Jospin
        2002-05-06 Jean-Pierre Raffarin
        2005-05-31..2007-05 Dominique de Villepin
        2007-05-17..2012-05 François Fillon
        2012-05..2014-03-31 Jean-Marc Ayrault
        2014-03-31 Manuel Valls
        2016-12-06..2017-05 Bernard Cazeneuve
        2017-05-15 Édouard Philippe
        2020-07-03 Jean Castex
        2022-05-16 Élisabeth Borne
        2024-01-09 Gabriel Attal
        2024-09-05 Michel Barnier
        2024-12-13..2025-09 François Bayrou ]] },
    { "FR", "foreign", "Foreign Minister", "appointment", [[
        1997-06..2002-05 Hubert Védrine
        2002-05..2004-03 Dominique de Villepin
        2004-03..2005-06 Michel Barnier
        2005-06..2007-05 Philippe Douste-Blazy
        2007-05..2010-11 Bernard Kouchner
        2010-11..2011-02 Michèle Alliot-Marie
        2011-02..2012-05 Alain Juppé
        2012-05..2016-02 Laurent Fabius
        2016-02..2017-05 Jean-Marc Ayrault
        2017-05..2022-05 Jean-Yves Le Drian
        2022-05..2024-01 Catherine Colonna
        2024-01..2024-09 Stéphane Séjourné
        2024-09 Jean-Noël Barrot ]] },
    { "DE", "government", "Chancellor", "election by the Bundestag", [[
        1998-10-27 Gerhard Schröder
        2005-11-22 Angela Merkel
        2021-12-08 Olaf Scholz
        2025-05-06 Friedrich Merz ]] },
    { "DE", "state", "Federal President", "start of the term", [[
        1999-07-01..2004-06-30 Johannes Rau
        2004-07-01..2010-05-31 Horst Köhler
        2010-06-30..2012-02-17 Christian Wulff
        2012-03-18..2017-03-18 Joachim Gauck
        2017-03-19 Frank-Walter Steinmeier ]] },
    { "DE", "foreign", "Foreign Minister", "appointment", [[
        1998-10-27 Joschka Fischer
        2005-11-22 Frank-Walter Steinmeier
        2009-10-28 Guido Westerwelle
        2013-12-17 Frank-Walter Steinmeier
        2017-01-27 Sigmar Gabriel
        2018-03-14 Heiko Maas
        2021-12-08 Annalena Baerbock
        2025-05-06 Johann Wadephul ]] },
    { "GR", "government", "Prime Minister", "oath of office", [[
        1996-01-22 Costas Simitis
        2004-03-10..2009-10-06 Kostas Karamanlis
        2009-10-06..2011-11-11 George Papandreou
        2011-11-11..2012-05-16 Lucas Papademos
        2012-06-20..2015-01-26 Antonis Samaras
        2015-01-26..2015-08-27 Alexis Tsipras
        2015-09-21..2019-07-08 Alexis Tsipras
        2019-07-08..2023-05-24 Kyriakos Mitsotakis
        2023-06-26 Kyriakos Mitsotakis ]] },
    { "HU", "government", "Prime Minister", "election by the National Assembly", [[
        1998-07-06 Viktor Orbán
        2002-05-27 Péter Medgyessy
        2004-09-29 Ferenc Gyurcsány
        2009-04-14 Gordon Bajnai
        2010-05-29 Viktor Orbán ]] },
    { "HU", "foreign", "Foreign Minister", "appointment", [[ 2014-09-23 Péter Szijjártó ]] },
    { "IE", "government", "Taoiseach", "appointment by the President", [[
        1997-06-26 Bertie Ahern
        2008-05-07 Brian Cowen
        2011-03-09 Enda Kenny
        2017-06-14 Leo Varadkar
        2020-06-27 Micheál Martin
        2022-12-17 Leo Varadkar
        2024-04-09 Simon Harris
        2025-01-23 Micheál Martin ]] },
    { "IT", "government", "Prime Minister", "oath of office", [[
        1998-10..2000-04 Massimo D'Alema
        2000-04..2001-06-11 Giuliano Amato
        2001-06-11 Silvio Berlusconi
        2006-05-17 Romano Prodi
        2008-05-08 Silvio Berlusconi
        2011-11-16 Mario Monti
        2013-04-28 Enrico Letta
        2014-02-22 Matteo Renzi
        2016-12-12 Paolo Gentiloni
        2018-06-01 Giuseppe Conte
        2021-02-13 Mario Draghi
        2022-10-22 Giorgia Meloni ]] },
    { "IT", "state", "President", "oath of office", [[
        1999-05-18 Carlo Azeglio Ciampi
        2006-05-15..2015-01-14 Giorgio Napolitano
        2015-02-03 Sergio Mattarella ]] },
    { "IT", "foreign", "Foreign Minister", "oath of office", [[
        2006-05-17 Massimo D'Alema
        2008-05-08..2011-11-16 Franco Frattini
        2013-04-28 Emma Bonino
        2014-02-22..2014-10-31 Federica Mogherini
        2014-10-31 Paolo Gentiloni
        2016-12-12 Angelino Alfano
        2018-06-01..2019-09-05 Enzo Moavero Milanesi
        2019-09-05 Luigi Di Maio
        2022-10-22 Antonio Tajani ]] },
    { "LV", "government", "Prime Minister", "vote of the Saeima", [[
        2009-03-12 Valdis Dombrovskis
        2014-01-22 Laimdota Straujuma
        2016-02-11 Māris Kučinskis
        2019-01-23 Krišjānis Kariņš
        2023-09-15 Evika Siliņa ]] },
    { "LV", "state", "President", "oath of office", [[
        1999-07-08 Vaira Vīķe-Freiberga
        2007-07-08 Valdis Zatlers
        2011-07-08 Andris Bērziņš
        2015-07-08 Raimonds Vējonis
        2019-07-08 Egils Levits
        2023-07-08 Edgars Rinkēvičs ]] },
    { "LT", "state", "President", "inauguration", [[
        1998-02-26 Valdas Adamkus
        2003-02-26..2004-04-06 Rolandas Paksas
        2004-07-12 Valdas Adamkus
        2009-07-12 Dalia Grybauskaitė
        2019-07-12 Gitanas Nausėda ]] },
    { "LT", "government", "Prime Minister", "vote of the Seimas", [[
        2008-12..2012-12-13 Andrius Kubilius
        2012-12-13 Algirdas Butkevičius
        2016-12-13 Saulius Skvernelis
        2020-12..2024-12-12 Ingrida Šimonytė ]] },
    { "LT", "foreign", "Foreign Minister", "appointment", [[
        2012-12..2020-12 Linas Linkevičius
        2020-12..2024-12-12 Gabrielius Landsbergis
        2024-12-12 Kęstutis Budrys ]] },
    { "LU", "government", "Prime Minister", "appointment", [[
        1995-01-20 Jean-Claude Juncker
        2013-12-04 Xavier Bettel
        2023-11-17 Luc Frieden ]] },
    { "LU", "foreign", "Foreign Minister", "appointment", [[
        2004-07..2023-11-17 Jean Asselborn
        2023-11-17 Xavier Bettel ]] },
    { "MT", "government", "Prime Minister", "oath of office", [[
        1998-09..2004-03-23 Eddie Fenech Adami
        2004-03-23 Lawrence Gonzi
        2013-03-11 Joseph Muscat
        2020-01-13 Robert Abela ]] },
    { "NL", "government", "Prime Minister", "royal appointment", [[
        1994-08-22 Wim Kok
        2002-07-22 Jan Peter Balkenende
        2010-10-14 Mark Rutte
        2024-07-02 Dick Schoof ]] },
    { "PL", "government", "Prime Minister", "appointment by the President", [[
        1997-10-31 Jerzy Buzek
        2001-10-19 Leszek Miller
        2004-05-02 Marek Belka
        2005-10-31 Kazimierz Marcinkiewicz
        2006-07-14 Jarosław Kaczyński
        2007-11-16 Donald Tusk
        2014-09-22 Ewa Kopacz
        2015-11-16 Beata Szydło
        2017-12-11 Mateusz Morawiecki
        2023-12-13 Donald Tusk ]] },
    { "PL", "state", "President", "oath of office", [[
        1995-12-23 Aleksander Kwaśniewski
        2005-12-23..2010-04-10 Lech Kaczyński
        2010-08-06 Bronisław Komorowski
        2015-08-06..2025-08-06 Andrzej Duda
        2025-08-06 Karol Nawrocki ]] },
    { "PL", "foreign", "Foreign Minister", "appointment", [[
        2007-11-16 Radosław Sikorski
        2014-09-22 Grzegorz Schetyna
        2015-11-16 Witold Waszczykowski
        2018-01-09..2020-08 Jacek Czaputowicz
        2020-08..2023-11-27 Zbigniew Rau
        2023-12-13 Radosław Sikorski ]] },
    { "PT", "government", "Prime Minister", "oath of office", [[
        1995-10-28 António Guterres
        2002-04-06 José Manuel Barroso
        2004-07-17 Pedro Santana Lopes
        2005-03-12 José Sócrates
        2011-06-21..2015-11-26 Pedro Passos Coelho
        2015-11-26 António Costa
        2024-04-02 Luís Montenegro ]] },
    { "PT", "state", "President", "oath of office", [[
        1996-03-09 Jorge Sampaio
        2006-03-09 Aníbal Cavaco Silva
        2016-03-09 Marcelo Rebelo de Sousa ]] },
    { "RO", "state", "President", "oath of office", [[
        2000-12-20 Ion Iliescu
        2004-12-20 Traian Băsescu
        2014-12-21..2025-02-12 Klaus Iohannis
        2025-05-26 Nicușor Dan ]] },
    { "RO", "government", "Prime Minister", "vote of the parliament", [[
        2004-12-29 Călin Popescu-Tăriceanu
        2008-12-22..2012-02 Emil Boc
        2012-05-07..2015-11 Victor Ponta
        2015-11-17..2017-01-04 Dacian Cioloș
        2018-01-29 Viorica Dăncilă
        2019-11-04..2020-12-07 Ludovic Orban
        2020-12-23 Florin Cîțu
        2021-11-25..2023-06-12 Nicolae Ciucă
        2023-06-15..2025-05-06 Marcel Ciolacu ]] },
    { "SK", "government", "Prime Minister", "appointment by the President", [[
        1998-10-30 Mikuláš Dzurinda
        2006-07-04 Robert Fico
        2010-07-08..2012-04-04 Iveta Radičová
        2012-04-04 Robert Fico
        2018-03-22 Peter Pellegrini
        2020-03-21 Igor Matovič
        2021-04-01 Eduard Heger
        2023-05-15 Ľudovít Ódor
        2023-10-25 Robert Fico ]] },
    { "SK", "state", "President", "inauguration", [[
        1999-06-15 Rudolf Schuster
        2004-06-15 Ivan Gašparovič
        2014-06-15 Andrej Kiska
        2019-06-15 Zuzana Čaputová
        2024-06-15 Peter Pellegrini ]] },
    { "SI", "government", "Prime Minister", "vote of the National Assembly", [[
        2008-11-21 Borut Pahor
        2012-02-10 Janez Janša
        2013-03-20 Alenka Bratušek
        2014-09-18 Miro Cerar
        2018-09-13 Marjan Šarec
        2020-03-13 Janez Janša
        2022-06-01 Robert Golob ]] },
    { "ES", "government", "Prime Minister", "oath of office", [[
        1996-05-05 José María Aznar
        2004-04-17 José Luis Rodríguez Zapatero
        2011-12-21..2018-06-01 Mariano Rajoy
        2018-06-02 Pedro Sánchez ]] },
    { "ES", "state", "King", "proclamation", [[
        1975-11-22..2014-06-18 Juan Carlos I
        2014-06-19 Felipe VI ]] },
    { "ES", "foreign", "Foreign Minister", "oath of office", [[
        2004-04..2010-10 Miguel Ángel Moratinos
        2010-10..2011-12 Trinidad Jiménez
        2011-12..2016-11 José Manuel García-Margallo
        2016-11..2018-06 Alfonso Dastis
        2018-06-07..2019-11 Josep Borrell
        2020-01-13 Arancha González Laya
        2021-07-12 José Manuel Albares ]] },
    { "SE", "government", "Prime Minister", "vote of the Riksdag", [[
        1996-03-22 Göran Persson
        2006-10-06 Fredrik Reinfeldt
        2014-10-03 Stefan Löfven
        2021-11-30 Magdalena Andersson
        2022-10-18 Ulf Kristersson ]] },
    { "SE", "foreign", "Foreign Minister", "appointment", [[
        1998-10-07..2003-09-11 Anna Lindh
        2006-10-06 Carl Bildt
        2014-10-03 Margot Wallström
        2019-09-10 Ann Linde
        2022-10-18 Tobias Billström
        2024-09-10 Maria Malmer Stenergard ]] },
    { "UA", "state", "President", "inauguration", [[
        1994-07-19 Leonid Kuchma
        2005-01-23 Viktor Yushchenko
        2010-02-25..2014-02-22 Viktor Yanukovych
        2014-06-07 Petro Poroshenko
        2019-05-20 Volodymyr Zelenskyy ]] },
    { "UA", "foreign", "Foreign Minister", "vote of the Verkhovna Rada", [[
        2014-06-19 Pavlo Klimkin
        2019-08-29 Vadym Prystaiko
        2020-03-04..2024-09-05 Dmytro Kuleba
        2024-09-05 Andrii Sybiha ]] },
}
